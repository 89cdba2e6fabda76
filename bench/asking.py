"""From which share of a question met a statement bears on it: questions the demo's pile answers, and others.

    python bench/asking.py [--limit N]

Needs nothing. Prints for each threshold how many of the questions that the pile answers are answered, and how many of
those that it does not answer are answered all the same: ``sayso.link.bearing.ENOUGH`` is where the latter end.
"""

from __future__ import annotations

from common import arguments, folder, sayso, table

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
)
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)


def main() -> None:
    """Asks every question and prints."""
    options = arguments(__doc__ or "", data=False).parse_args()
    out = folder("asking", fresh=options.fresh)
    if not (out / "demo" / "demo.sayso").exists():
        sayso("demo", out / "demo")
    from sayso import workbench  # noqa: PLC0415 - found once the source is on the path
    from sayso.engine.asking import ranked_for  # noqa: PLC0415

    with workbench.open(out / "demo" / "demo.sayso") as case:
        nearby = case._nearby(None)  # noqa: SLF001 - the scores are not part of the facade
        held, others = (
            [max((score for score, _ in ranked_for(nearby, q)), default=0.0) for q in questions[: options.limit]]
            for questions in (HELD, NOT_HELD)
        )
    rows = [
        [
            f"{at:.2f}",
            f"{sum(s >= at for s in held)} of {len(held)}",
            f"{sum(s >= at for s in others)} of {len(others)}",
        ]
        for at in THRESHOLDS
    ]
    table("Questions answered, by threshold", rows, ["from", "answered, and held", "answered, and not held"])


if __name__ == "__main__":
    main()
