"""Whether a claim stands in the brief without a doubt mark, and if not, why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.assess.says import Say

RESPONSE_KINDS = frozenset({"denies", "confirms", "corrects", "declines"})
_UNSURE = frozenset({"low_confidence", "weak_speaker", "spoken_to"})
"""Doubts of extraction about whose statement it is at all."""


def doubts(best: Say, *, plain_confidence: float, weak_merge: bool, altered: bool) -> tuple[str, ...]:
    """Codes of ``model.doubts.DOUBTS`` that keep the claim from standing plainly; empty if it may.

    A wrong attribution harms somebody, so one doubt about the statement whose words are shown is enough.
    """
    found = set(best.doubts)
    if best.confidence < plain_confidence:
        found.add("low_confidence")
    if best.speaker_name is None:
        found.add("no_speaker")
    elif best.speaker is None and (best.basis != "document" or best.speaker_name.startswith("unnamed")):
        found.add("no_name")
    elif best.part_name:
        found.add("part_name")
    if weak_merge:
        found.add("weak_merge")
    if altered:
        found.add("altered_page")
    return tuple(sorted(found))


def unsure_sources(best: Say, says: Sequence[Say]) -> Iterator[str]:
    """The doubt that somebody is counted beside ``best`` on a statement alone that extraction was not sure of."""
    sure = {s.speaker for s in says if _UNSURE.isdisjoint(s.doubts)} | {best.speaker, None}
    if any(s.speaker not in sure for s in says):
        yield "unsure_source"


def unsure_answers(answers: Sequence[Say], *, guessed: bool = False) -> Iterator[str]:
    """The doubts that a plain sentence is taken for a denial, and that a denial is about something else."""
    if guessed:
        yield "guessed_answer"
    if any(answer.kind not in RESPONSE_KINDS for answer in answers):
        yield "weak_answer"
