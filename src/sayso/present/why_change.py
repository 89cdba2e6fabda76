"""What would change how a claim stands: the rules of counting and grading, turned round into what to look for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.model.findings import Claim, Copy
from sayso.present.pile import Pile
from sayso.present.safe import one_line
from sayso.present.shape import Line


def what_would_change(pile: Pile, claim: Claim, line: Line, copies: Sequence[Copy]) -> Iterator[str]:
    """A sentence for each thing that would move the count, the standing or the grade."""
    yield from _sources(pile, claim, line)
    yield from _answers(line)
    documents = {pile.statements[s].document for s in claim.statements}
    altered = [c for c in copies if c.kind == "altered" and {c.document, c.of} & documents]
    if altered:
        yield "A person's word on which version of the page is the true one: as it is, two versions differ."
    if line.doubts:
        yield "A person's look at the reasons for doubt above: until then it does not stand plainly in the brief."


def _sources(pile: Pile, claim: Claim, line: Line) -> Iterator[str]:
    unnamed = sorted(
        {name for s in claim.statements if (name := pile.statements[s].at.speaker_name or "").startswith("unnamed")}
    )
    if line.at_least < line.independent_sources:
        yield (
            f"Proof that its sources are apart, or that they are one: now it is at least {line.at_least} "
            f"and at most {line.independent_sources}."
        )
    if unnamed:
        listed = "; ".join(f"“{one_line(name.removeprefix('unnamed '))}”" for name in unnamed)
        yield f"A name for {listed}: somebody unnamed may be one of those named."
    if line.independent_sources == 1:
        who = one_line(line.said.chain[0].who)
        yield f"A second source that does not lead back to {who}: then two would say so."


def _answers(line: Line) -> Iterator[str]:
    denied = sorted({one_line(said.chain[0].who) for said in line.answers if said.answers == "denies"})
    if denied:
        yield f"If {_either(denied)} took the denial back, or it proved to be about something else."
    else:
        yield "A denial, or a correction by who said it."
    for said in line.contradicts:
        yield f"If {one_line(said.chain[0].who)} took {said.claim} back: the two cannot both be true."


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
