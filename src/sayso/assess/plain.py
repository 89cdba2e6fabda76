"""Whether a claim stands in the brief without a doubt mark, and if not, why not."""

from __future__ import annotations

from sayso.assess.says import Say


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
