"""Whom a heading means by "engineer says": whoever says the same in the text below it, under a name or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.extract.headlines import heading_lines
from sayso.extract.lexicon import word_set
from sayso.extract.parts import Stretch
from sayso.extract.spans import Found, words
from sayso.extract.speaker import Speaker
from sayso.model.span import Span

_LOOKED_AT = 14
"""Statements below a heading that it can sum up."""
_SAME = 0.5
"""Of a heading's words so many must stand in what it sums up."""
_LIKE = 0.3
"""The same where both are described by one word: "boy at quay" and "an errand boy at the quay"."""
_LEAST = 2
_STEM = 5
_WORD = re.compile(r"[^\W_]{3,}")
_LITTLE = word_set(
    "the and for that this with was were has had have are not his her its their who from but into over after"
)
_CLOSE = 60
_ME = re.compile(r"\b(?:I|my|me)\b")
_PRONOUNS = (["he"], ["she"], ["they"], ["it"])
_WHOEVER = word_set("man woman person")
_ANYBODY = word_set(
    "man woman people person official officials source sources insider witness witnesses expert boss chief"
)
"""Words in a heading that fit whoever is described otherwise below."""


def summed_up(text: str, stretch: Stretch, found: Sequence[Found], speakers: Sequence[Speaker]) -> dict[int, int]:
    """For each statement of a heading the one below it that it sums up: its speaker is whom the heading means."""
    lines = heading_lines(text, stretch.paragraphs)
    if not lines:
        return {}
    top = [at for at, one in enumerate(found) if any(line.covers(one.hull) for line in lines)]
    below = [at for at in range(len(found)) if at not in top and found[at].hull.start > lines[0].end][:_LOOKED_AT]
    out: dict[int, int] = {}
    last = None
    for at in top:
        if words(text, found[at].source[0])[-1:] in _PRONOUNS if found[at].source else False:
            out |= {} if last is None else {at: out[last]}
        else:
            best = _alike(text, found, speakers, at, below)
            if best is not None:
                out[at], last = best, at
    if last is not None and below and _is_anybody(speakers[below[0]], speakers[out[last]]):
        out[below[0]] = out[last]
    return out


def opened_by(
    text: str, found: Sequence[Found], above: Sequence[int | None], speakers: Sequence[Speaker]
) -> dict[int, int]:
    """The first described speaker of an article, with who is then quoted as "I" and named for the first time.

    So articles open: "The caretaker of the hall says he warned them. “I rang twice,” Osk Venn said."
    """
    outer = [at for at in range(len(found)) if above[at] is None and speakers[at].naming != "unnamed"][:4]
    first = next((at for at in outer if _is_described(speakers[at])), None)
    after = [at for at in range(len(found)) if above[at] is None and first is not None and at > first]
    if first is None or not after or found[after[0]].hull.start - found[first].hull.end > _CLOSE:
        return {}
    named = speakers[after[0]]
    entry, source = named.entry, found[after[0]].source
    new = entry is not None and bool(source) and min(entry.spans).start >= source[0].start
    plain = named.sort == "person" and named.phrase is not None and "," not in named.phrase.text.rstrip(",")
    me = bool(found[after[0]].content) and _ME.search(found[after[0]].content[0].of(text)) is not None
    return {first: after[0]} if new and plain and me else {}


def _is_described(speaker: Speaker) -> bool:
    phrase = speaker.phrase
    told = phrase is not None and phrase.determiner == "the" and not phrase.owner
    return told and speaker.naming == "described" and speaker.entry is None and speaker.sort == "person"


def _is_anybody(first: Speaker, named: Speaker) -> bool:
    """Whether a text opens with "the man who" of somebody whom its heading means and who is named below."""
    opening = first.naming == "described" and first.entry is None and first.head in _WHOEVER
    return opening and named.entry is not None and named.gender in {None, first.gender}


def _alike(text: str, found: Sequence[Found], speakers: Sequence[Speaker], at: int, below: Sequence[int]) -> int | None:
    """The statement below that has most of the heading's words, if its speaker can be who the heading means."""
    stems = _stems(text, found[at].content)
    if len(stems) < _LEAST:
        return None
    who = _stems(text, found[at].source) if speakers[at].naming != "named" else set()
    shares = []
    for b in below if stems else ():
        if _fits(speakers, at, b):
            share = len(stems & _stems(text, found[b].content)) / len(stems)
            alike = bool(who & _stems(text, found[b].source)) and speakers[b].naming == "unnamed"
            shares.append((share, alike, -b))
    best = max(shares, default=(0.0, False, 0))
    return -best[2] if best[0] >= (_LIKE if best[1] else _SAME) else None


def _fits(speakers: Sequence[Speaker], at: int, below: int) -> bool:
    head, other = speakers[at].head, speakers[below]
    if speakers[at].naming == "named":
        mine, theirs = set((speakers[at].name or "").lower().split()), set((other.name or "").lower().split())
        return bool(mine) and mine <= theirs
    if other.name is None or other.sort not in {"person", "people"}:
        return False
    if speakers[at].sort == "people" and other.sort != "people":
        return False
    if other.entry is not None or not head or head in _ANYBODY:
        return True
    return other.phrase is not None and head in re.findall(r"\w+", other.phrase.text.lower())


def _stems(text: str, spans: Sequence[Span]) -> set[str]:
    said = (m.group().lower() for s in spans for m in _WORD.finditer(s.of(text)))
    return {w[:_STEM] for w in said if w not in _LITTLE}
