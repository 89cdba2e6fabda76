"""From which share of a question met a statement bears on it: questions the demo's pile answers, and others.

    python bench/asking.py [--limit N]

Needs nothing. Prints for each threshold how many of the questions that the pile answers are answered, how many that ask
the like in other words, and how many that the pile does not answer: ``sayso.link.bearing.ENOUGH`` is where these end.
Three tables: by words alone; with the second opinion of the relations network on the best of those, as ``ask`` does it;
and by the network alone, asked about every statement.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from common import arguments, folder, sayso, table

if TYPE_CHECKING:
    from sayso.engine.nearby import Nearby
    from sayso.model.statement import Statement
    from sayso.workbench import Case

HELD = (
    "How far did the tram go before it stopped?",
    "Who says the valve was changed without approval?",
    "Did tram 407 fail the test?",
    "Who denies that a tram failed a brake test?",
    "What did Wilma Sand see?",
    "What did the Inspectorate order?",
    "When was the third instalment paid?",
    "What did Jonas Teale say about the pedal?",
    "Which figure was in the committee's copy?",
    "How many metres did the tram need to stop?",
    "What did Farrier tell the public?",
    "Was the committee given the original?",
    "What does Oake believe about the valve?",
    "When will a new valve be delivered?",
    "Was the foreman told to keep quiet?",
    "Who measured the stop with her own wheel?",
    "Did Osric admit anything to Anselm Brill?",
    "Who kept a bakery?",
    "Who says the distance was far longer?",
    "What will the company publish before the first passenger boards?",
    "Did Haddow's copy give another day?",
    "Who denies that Osric changed the valve?",
    "Is the valve dry inside?",
    "What did the lawyers say?",
)
NOT_HELD = (
    "What did Oake eat for breakfast?",
    "Who paid for the bridge?",
    "How many people were hurt in the fire?",
    "Did the mayor resign?",
    "Is the water clean?",
    "What colour are the trams?",
    "When was the railway built?",
    "Who is the minister of defence?",
    "Was anybody arrested?",
    "What did the school teach?",
    "How much did the hotel cost?",
    "Did the driver drink alcohol?",
    "What does the church think?",
    "Which ship sank?",
    "Who stole the painting?",
    "What is the height of Castle Hill?",
    "Who cleared the yard?",
    "Did the siren sound?",
    "How many passengers died?",
    "What is Farrier's salary?",
    "Who painted the trams red?",
    "Was the election rigged?",
    "When did the zoo open?",
    "Does Holm speak French?",
    "Was the driver dismissed?",
    "Did the manufacturer sue the newspaper?",
    "How old is the depot?",
    "Which lender financed the purchase?",
    "Did the councillors vote on the budget?",
    "Was the report burned?",
    "Who designed the new timetable?",
    "Did the inspector take a bribe?",
    "Are the new vehicles quieter than the old ones?",
    "Will fares rise next year?",
)
REWORDED = (
    ("How bad was the braking in the rain?", ("61 m", "sticks when it is wet", "60 metres on wet", "60.8 metres")),
    ("Which component misbehaves in damp weather?", ("valve sticks",)),
    ("Did the brakes respond at once?", ("the pedal went", "there was nothing there")),
    ("Did the manufacturer own up to swapping a part in secret?", ("without approval", "without asking")),
    ("Should the vehicle be kept away from travellers?", ("carry no passengers", "the depot")),
    ("Is there any cause for citizens to be afraid?", ("reason to worry",)),
    ("Did the councillors receive a falsified paper?", ("smaller figure", "different paper", "but the original")),
    ("What did the shopkeeper notice at her premises?", ("her door", "window shake", "a bakery")),
    ("Who would not talk about the component?", ("discuss its valves",)),
    ("Was money transferred to the manufacturer?", ("instalment",)),
    ("Were employees told to stay silent?", ("Say nothing", "to myself", "say nothing")),
    ("Did the attorneys restrict the subjects?", ("we may speak of the distance",)),
    ("Has the spare part been delivered yet?", ("No new valve has come", "a new valve by 26", "a second valve")),
    ("On which day did the trial really happen?", ("The test took place on 14", "On 14 September we")),
    ("Does the regulator's log show a trial early that month?", ("diary of tests is empty",)),
    ("Will the readings be released ahead of opening?", ("publish every measurement",)),
    ("How quickly was the vehicle moving when the brakes went on?", ("40 kilometres an hour",)),
    ("Did the operator take back its earlier number?", ("statement of 25 September", "figure came from a copy")),
    ("What length does the agreement permit?", ("limit in the contract", "limit of 45", "contract allows")),
    ("Did whoever was driving notice a delay?", ("two seconds",)),
)
"""Questions that share few words with what answers them, each with words of the statements that do."""
THRESHOLDS = (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
FALSE = (0, 1, 2, 3, 5)
"""So many questions may be answered that the pile does not answer."""
LISTED = 5
"""Among so many answers a right one must be."""


class Ranked(NamedTuple):
    """The statements for one question, best first: how much each bears on it, and its words."""

    scores: tuple[float, ...]
    words: tuple[str, ...]

    @property
    def best(self) -> float:
        """The score of the first."""
        return max(self.scores, default=0.0)

    def right(self, parts: Sequence[str], at: float) -> bool:
        """Whether one of the first answers from ``at`` on holds any of ``parts``."""
        first = [w for score, w in zip(self.scores, self.words, strict=True) if score >= at][:LISTED]
        return any(part in words for words in first for part in parts)


Rank = Callable[[str], Ranked]


def main() -> None:
    """Asks every question in both ways and prints."""
    options = arguments(__doc__ or "", data=False).parse_args()
    out = folder("asking", fresh=options.fresh)
    if not (out / "demo" / "demo.sayso").exists():
        sayso("demo", out / "demo")
    from sayso import workbench  # noqa: PLC0415 - found once the source is on the path
    from sayso.engine.asking import ranked_by_words, ranked_for  # noqa: PLC0415

    until = time.monotonic() + options.minutes * 60
    with workbench.open(out / "demo" / "demo.sayso") as case:
        both = {
            title: asked_all(_by_words(case, ranked), options.limit, until)
            for title, ranked in (("words alone", ranked_by_words), ("words and a second opinion", ranked_for))
        }
        by_network = asked_all(_by_network(case, out), options.limit, until)
    heads = ["answered, and held", "reworded: answered", f"reworded: right in the first {LISTED}", "not held"]
    for title, asked in both.items():
        rows = [[f"{at:.2f}", *_row(asked, at)] for at in THRESHOLDS]
        table(f"Questions answered, by threshold: {title}", rows, ["from", *heads])
    falsely = sorted((ranked.best for ranked in by_network[2]), reverse=True)
    rows = [[f"{n}", *_row(by_network, falsely[n] + 0.001)] for n in FALSE if n < len(falsely)]
    title = (
        "The same by what the relations network takes for one matter, from where so many are answered that are not held"
    )
    table(title, rows, ["not held", *heads])


def asked_all(rank: Rank, limit: int | None, until: float) -> tuple[list[Ranked], list[Ranked], list[Ranked]]:
    """Every question's statements: of those held, reworded and not held; as far as there is time."""
    questions = (HELD, tuple(question for question, _ in REWORDED), NOT_HELD)
    held, reworded, others = ([rank(q) for q in group[:limit] if time.monotonic() < until] for group in questions)
    return held, reworded, others


def _row(asked: tuple[list[Ranked], list[Ranked], list[Ranked]], at: float) -> list[str]:
    held, reworded, others = asked
    right = sum(ranked.right(parts, at) for ranked, (_, parts) in zip(reworded, REWORDED, strict=False))
    answered = [sum(ranked.best >= at for ranked in group) for group in (held, reworded, others)]
    return [
        f"{answered[0]} of {len(held)}",
        f"{answered[1]} of {len(reworded)}",
        f"{right} of {len(reworded)}",
        f"{answered[2]} of {len(others)}",
    ]


def _by_words(case: Case, ranked: Callable[[Nearby, str], list[tuple[float, Statement]]]) -> Rank:
    """As ``ask`` ranks, or a part of it."""
    nearby = case._nearby(None)  # noqa: SLF001 - the scores are not part of the facade

    def rank(question: str) -> Ranked:
        found = ranked(nearby, question)
        texts = tuple(" ".join(" ".join(nearby.pile.content(s).words).split()) for _, s in found)
        return Ranked(tuple(score for score, _ in found), texts)

    return rank


def _by_network(case: Case, out: Path) -> Rank:
    """Every statement of the pile, by the chance that it is of one matter with the question; answers are kept."""
    from sayso.nets.relations import load_relater, shipped_relations_digest  # noqa: PLC0415

    nearby = case._nearby(None)  # noqa: SLF001
    texts = sorted({" ".join(" ".join(nearby.pile.content(s).words).split()) for s in case.statements()})
    note = out / f"topics-{shipped_relations_digest()[:8]}.jsonl"
    known = dict(map(json.loads, note.read_text().splitlines())) if note.exists() else {}

    def rank(question: str) -> Ranked:
        if len(known.get(question, ())) != len(texts):
            known[question] = [load_relater().relate(question, text).topic for text in texts]
            with note.open("a") as file:
                file.write(json.dumps([question, known[question]]) + "\n")
        found = sorted(zip(known[question], texts, strict=True), key=lambda e: (-e[0], e[1]))
        return Ranked(tuple(score for score, _ in found), tuple(text for _, text in found))

    return rank


if __name__ == "__main__":
    main()
