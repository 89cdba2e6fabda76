"""What the child says it saw is untrusted like all its answers: nothing in it is believed before it is checked here."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from sayso.model import codec
from sayso.model.sight import REGION_KINDS, Again, Look, Shot, Sight
from sayso.read.check import Untrusted

MAX_SHOT_BYTES = 8 << 20
MAX_CUT_BYTES = 1 << 20
MAX_REGIONS = 10_000
MAX_READING = 4_000
_JPEG = b"\xff\xd8\xff"


def checked_sight(untrusted: bytes, look: Look) -> Sight:
    """What was seen, if everything in it fits together and answers ``look``.

    :raises Untrusted: where it does not.
    """
    try:
        sight = codec.from_bytes(untrusted, Sight)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Untrusted from error
    _must(len(sight.again) in (0, len(look.spots)) and all(map(_is_again, sight.again)))
    _must(all(shot is None or (look.shots and _is_shot(shot)) for shot in (sight.one, sight.other)))
    _must(len(sight.regions) <= MAX_REGIONS and all(r.kind in REGION_KINDS for r in sight.regions))
    _must(all(_finite((*r.one, *r.other)) for r in sight.regions))
    return sight


def _must(holds: bool) -> None:
    if not holds:
        raise Untrusted


def _is_shot(shot: Shot) -> bool:
    sized = _finite((shot.width, shot.height)) and min(shot.width, shot.height) > 0
    return sized and _is_picture(shot.jpeg, MAX_SHOT_BYTES) and bool(shot.jpeg)


def _is_again(again: Again) -> bool:
    readings = (*again.one, *again.other)
    cuts = _is_picture(again.cut_one, MAX_CUT_BYTES) and _is_picture(again.cut_other, MAX_CUT_BYTES)
    return cuts and len(readings) <= 20 and all(len(reading) <= MAX_READING for reading in readings)


def _is_picture(data: bytes, most: int) -> bool:
    return not data or (data.startswith(_JPEG) and len(data) <= most)


def _finite(values: Iterable[float]) -> bool:
    return all(math.isfinite(value) for value in values)
