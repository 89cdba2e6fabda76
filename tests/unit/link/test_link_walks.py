"""Documents and judgements that come one by one, and documents that go, leave what one look at what is left makes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from link_pile import Pile, named, said, span

from sayso.engine.relating import Relations
from sayso.model.ids import sha256_hex
from sayso.model.judgement import Judgement, anchor_at, judged
from sayso.model.statement import Attribution, Mention
from sayso.nets.relations import Relation

PEOPLE = ("Ida Holm", "Olaf Tern", "Berit Lund", "Olga Tern", "Tern", "the Harbour Board", "Sluice Office")
DEEDS = ("counted {} barrels on the mole", "shut the north sluice for {} days", "burned {} lists in the archive")
TAILS = ("", " at night", " on 9 March", " before the Lakes Commission came")
LONG = (
    "the keeper of the mole came down the steps with a lamp in one hand and the day book in the other, and nobody on "
    "the 14 boats could tell me afterwards whether it was the fourth or the fifth time that the bell rang that night"
)


@pytest.fixture(autouse=True)
def _by_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule in place of the network: how many words two contents share."""

    def relate(self: Relations, a: str, b: str) -> Relation:
        one, other = set(a.split()), set(b.split())
        share = round(len(one & other) / max(1, len(one | other)), 2)
        forward, backward = (round(len(one & other) / max(1, len(side)), 2) for side in (other, one))
        return Relation(forward, backward, 0.1, min(1.0, 2 * share))

    monkeypatch.setattr(Relations, "relate", relate)
    monkeypatch.setattr(Relations, "ahead", lambda self, pairs: list(pairs))


def text_of(number: int) -> tuple[str, tuple[Attribution, ...], tuple[Mention, ...], dict[str, str]]:
    """A document of one of four sorts; a number always makes the same one."""
    draw = random.Random(number)
    who, deed = draw.choice(PEOPLE), draw.choice(DEEDS).format(draw.choice((3, 48, 612))) + draw.choice(TAILS)
    if number % 4 == 0:  # a memo, which others may mean, by somebody with a post
        text = f"MEMO\nTo: the Harbour Board\nFrom: {who}\n\n{who}, spokesman for the Sluice Office, said he {deed}.\n"
        found = said(text, who, f"he {deed}", source=f"{who}, spokesman for the Sluice Office", cue="said")
        return (
            text,
            (found,),
            (named(text, who, "person"), named(text, "Sluice Office", "organisation")),
            {"author": who},
        )
    if number % 4 == 1:  # a letter, and parts of it in which it is no longer told whose it was
        head = f"{who} writes:\n\n" if number % 8 == 1 else f"Page {number}\n\n"
        text = f"{head}I saw that {LONG}.\n"
        speaker = who if number % 8 == 1 else None
        return text, (said(text, speaker, LONG, source="I", cue="saw"),), (), {}
    if number % 4 == 2:  # words of a paper, and of somebody without a name
        text = f"According to the memo, {who} {deed}.\n\nA keeper denied that {who} {deed}.\n"
        one = said(text, "the memo", f"{who} {deed}", source="the memo", cue="According to")
        two = said(text.partition("\n\n")[2], "unnamed keeper", f"{who} {deed}", source="A keeper", cue="denied")
        return (
            text,
            (one, moved(two, text.index("A keeper"))),
            (),
            {"publisher": draw.choice(("The Lantern", "Courier"))},
        )
    text = f"{who}, keeper of the mole, said that somebody {deed}.\n\nThe Board said nothing of it to {number} of us.\n"
    one = said(text, who, f"somebody {deed}", source=who, cue="said that", kind=draw.choice(("asserts", "denies")))
    two = said(text, None, "nothing of it", source="The Board", cue="said nothing")
    return text, (one, two), (named(text, who, "person"),), {}


def moved(found: Attribution, by: int) -> Attribution:
    source, cue, content = (tuple(s.shifted(by) for s in spans) for spans in (found.source, found.cue, found.content))
    return Attribution(
        source=source,
        cue=cue,
        content=content,
        as_said=found.as_said.shifted(by),
        speaker_name=found.speaker_name,
        confidence=found.confidence,
        kind="denies",
    )


def add(pile: Pile, number: int) -> None:
    text, statements, mentions, head = text_of(number)
    pile.add(f"{number:03}.txt", text, *statements, mentions=mentions, **head)


def judgements(numbers: list[int], draw: random.Random) -> Iterator[Judgement]:
    """One of each sort that linking obeys, on documents of these numbers."""
    anchors = []
    for number in draw.sample(numbers, 6):
        text, statements, _, _ = text_of(number)
        anchors.append(anchor_at(text, statements[0].content[0], sha256_hex(text)))
    for k, verdict in enumerate(("same", "differs")):
        yield judged(f"pair:{k},x", verdict, by="B.", at="2024-01-01", anchors=tuple(anchors[2 * k : 2 * k + 2]))
    for k, name in enumerate(("Ida Holm", "")):
        yield judged(f"words:{k}", "speaker", by="B.", at="2024-01-02", anchors=(anchors[k],), value=name)
    for k in (4, 5):
        yield judged(f"words:{k}", "authentic", by="B.", at="2024-01-03", anchors=(anchors[k],), value="forged")
    yield judged("names:Olaf Tern|Olga Tern", "person", by="B.", at="2024-01-04", value="one")
    yield judged("names:Ida Holm", "person", by="B.", at="2024-01-05", value="Ida Holm the elder")


@pytest.mark.parametrize("seed", range(3))
def test_documents_and_judgements_leave_no_trace_of_their_order(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    numbers = draw.sample(range(200), 44)
    walked, once = Pile(tmp_path), Pile(tmp_path)
    for number in numbers[:30]:
        add(walked, number)
    walked.settle()
    given = list(judgements(numbers, draw))
    steps: list[int | Judgement] = [*numbers[30:], *given]
    draw.shuffle(steps)
    back = [replace(one, id=f"back {one.id}", supersedes=one.id, withdrawn=True) for one in draw.sample(given, 3)]
    for k, step in enumerate([*steps, *back]):
        if isinstance(step, Judgement):
            walked.judge(step)
        else:
            add(walked, step)
        if k % 3 == 0:
            walked.remove(f"{numbers[draw.randrange(30)]:03}.txt")
        walked.settle()
    with walked.store.view() as view:
        left = sorted(int(item.file[:3]) for item in view.items())
    for number in draw.sample(left, len(left)):
        add(once, number)
    once.judge(*given, *back)
    assert walked.findings() == once.settle().findings()


def test_what_a_judgement_does_not_touch_is_not_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pile = Pile(tmp_path)
    for number in (3, 7, 11, 15):
        add(pile, number)
    before = pile.settle().findings()
    monkeypatch.setattr("sayso.engine.linking.surveyed.settled", None)  # whoever makes a line again calls it
    monkeypatch.setattr("sayso.engine.linking.surveyed.Survey", None)
    texts = [text_of(number) for number in (3, 7)]
    anchors = tuple(anchor_at(text, statements[0].content[0], sha256_hex(text)) for text, statements, _, _ in texts)
    pile.judge(judged("pair:A,B", "same", by="B.", at="2024-01-01", anchors=anchors))
    after = pile.settle().findings()
    assert after["claims"] != before["claims"]
    assert after["statements"] == before["statements"]


def test_a_name_that_means_somebody_else_by_a_new_document_changes_what_old_ones_say(tmp_path: Path) -> None:
    pile = Pile(tmp_path)
    for k in range(31):  # more documents than are taken to be about one matter
        pile.add(f"{k}.txt", f"Nothing was heard of bay {k} in all those years.\n")
    text = "Inspector Lund said the pump was dry.\n"
    mention = (named(text, "Lund", "person", "Inspector Lund"),)
    pile.add(
        "a.txt", text, said(text, "Lund", "the pump was dry", source="Inspector Lund", cue="said"), mentions=mention
    )
    assert {s.at.speaker_name for s in pile.settle().statements} == {"Lund"}
    other = "Inspector Berit Lund came by boat.\n"
    pile.add("b.txt", other, mentions=(named(other, "Berit Lund", "person", "Inspector Berit Lund"),))
    assert {s.at.speaker_name for s in pile.settle().statements} == {"Berit Lund"}
    pile.remove("b.txt")
    assert {s.at.speaker_name for s in pile.settle().statements} == {"Lund"}


Paper = tuple[str, str, tuple[Attribution, ...]]
LETTER = f"Ida Holm writes:\n\nI saw that {LONG}.\n\nThe lock was shut by the time that I came there.\n"
PART = f"Page 7\n\nI saw that {LONG}.\n\nThe lock was shut by the time that I came there.\n"
SAME_AGAIN = "Olaf Tern said that the pump ran dry.\n"
OTHER = "The Sluice Office said that the pump ran dry.\n"
SPOKESMAN = "Olaf Tern on behalf of the Sluice Office"
HEAD = f"{SPOKESMAN} said that the bridge held.\n"


def one_said(file: str, text: str, who: str | None, source: str, cue: str, content: str) -> Paper:
    return file, text, (said(text, who, content, source=source, cue=cue),)


def put(pile: Pile, paper: Paper) -> None:
    file, text, statements = paper
    names = ("Olaf Tern", "Berit Lund", "Ida Holm", "Sluice Office")
    mentions = tuple(named(text, n, "organisation" if "Office" in n else "person") for n in names if n in text)
    pile.add(file, text, *statements, mentions=mentions)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        pytest.param(
            [one_said("part.txt", PART, None, "I", "saw", LONG)],
            one_said("letter.txt", LETTER, "Ida Holm", "I", "saw", LONG),
            id="the letter of which a page was there",
        ),
        pytest.param(
            [
                one_said("letter.txt", LETTER.replace("Ida ", ""), "Holm", "I", "saw", LONG),
                one_said("part.txt", PART, None, "I", "saw", LONG),
            ],
            ("name.txt", "Ida Holm came by boat.\n", ()),
            id="the full name of whoever wrote a letter of which a page is there",
        ),
        pytest.param(
            [one_said("letter.txt", LETTER, "Ida Holm", "I", "saw", LONG)],
            ("other.txt", LETTER.replace("14", "41"), ()),
            id="an altered version of a letter",
        ),
        pytest.param(
            [
                one_said("a.txt", SAME_AGAIN, "Olaf Tern", "Olaf Tern", "said", "the pump ran dry"),
                one_said("b.txt", OTHER, "Sluice Office", "The Sluice Office", "said", "the pump ran dry"),
            ],
            one_said("c.txt", HEAD, "Olaf Tern", SPOKESMAN, "said", "the bridge held"),
            id="for whom somebody speaks",
        ),
    ],
)
def test_what_comes_later_changes_what_was_there(tmp_path: Path, first: list[Paper], later: Paper) -> None:
    walked, once = Pile(tmp_path), Pile(tmp_path)
    for paper in first:
        put(walked, paper)
    before = walked.settle().findings()
    put(walked, later)
    for paper in (later, *first):
        put(once, paper)
    after = walked.settle().findings()
    assert after == once.settle().findings()
    walked.remove(later[0])
    assert walked.settle().findings() == before
    tables = ("claims", "statements")
    assert any(after[table].get(id_) != row for table in tables for id_, row in before[table].items())


def test_a_page_judged_forged_changes_the_claims_that_rest_on_it_until_that_is_taken_back(tmp_path: Path) -> None:
    pile = Pile(tmp_path)
    put(pile, one_said("a.txt", SAME_AGAIN, "Olaf Tern", "Olaf Tern", "said", "the pump ran dry"))
    before = pile.settle().findings()
    anchor = anchor_at(SAME_AGAIN, span(SAME_AGAIN, "the pump ran dry"), sha256_hex(SAME_AGAIN))
    forged = judged("words:A", "authentic", by="B.", at="2024-01-01", anchors=(anchor,), value="forged")
    pile.judge(forged)
    assert pile.settle().claims[0].on_forged
    pile.judge(replace(forged, id="back", supersedes=forged.id, withdrawn=True))
    assert pile.settle().findings() == before
