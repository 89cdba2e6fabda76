"""Judgements on their way out of a case and into another: one JSON object a line, each under the id made from it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sayso.errors import AskedWrongly
from sayso.model.codec import from_json, to_json
from sayso.model.judgement import HANDLING, VERDICTS, Judgement, judged

MOST_BYTES = 64 * 1024 * 1024
"""Longest list of judgements taken in."""


def written(judgements: Iterable[Judgement]) -> bytes:
    """Judgements as JSON Lines, sorted by id, with all they are anchored to: words, and digests of the files."""
    return b"".join(to_json(judgement) + b"\n" for judgement in sorted(judgements, key=lambda j: j.id))


def read(data: bytes) -> list[Judgement]:
    """The judgements of such a list.

    :raises AskedWrongly: ``bad_judgements`` where a line is none, or is not what its id was made from.
    """
    if len(data) > MOST_BYTES:
        raise _bad("it is too long")
    out: list[Judgement] = []
    for number, line in enumerate(data.splitlines(), start=1):
        if line.strip():
            out.append(_checked(line, number))
    return out


def _checked(line: bytes, number: int) -> Judgement:
    try:
        judgement = from_json(line, Judgement)
    except msgspec.DecodeError:
        raise _bad(f"line {number} is no judgement") from None
    again = judged(
        judgement.about,
        judgement.verdict,
        by=judgement.by,
        at=judgement.at,
        anchors=judgement.anchors,
        value=judgement.value,
        until=judgement.until,
        why=judgement.why,
        supersedes=judgement.supersedes,
        withdrawn=judgement.withdrawn,
    )
    if again.id != judgement.id or judgement.verdict not in {*HANDLING, *VERDICTS}:
        raise _bad(f"line {number} was changed since it was written")
    return judgement


def _bad(why: str) -> AskedWrongly:
    return AskedWrongly("bad_judgements", f"the list of judgements cannot be taken: {why}", "export it once more")
