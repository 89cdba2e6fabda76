"""Finds attributions and the attributions inside them: the tagger is run again on every content as its own text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sayso.extract.corrections import wrong_before
from sayso.extract.genre import OWN_VOICE, genre_of, says_what_it_is
from sayso.extract.headlines import asides, headings, shortened
from sayso.extract.lexicon import LEMMAS
from sayso.extract.mend import mended, spoken, uncoordinated
from sayso.extract.openings import opened
from sayso.extract.parts import Stretch, clipped
from sayso.extract.plain import (
    clipped_entries,
    declared,
    impersonal,
    joined,
    nouns,
    own_readings,
    passives,
    performed,
    readings,
    refusals,
    reported,
    within,
)
from sayso.extract.prose import reads_as_prose
from sayso.extract.quotations import is_talk, quotations, whole
from sayso.extract.replies import preferred, replies
from sayso.extract.spans import Found, tidied, words
from sayso.extract.turns import done, further, put_right
from sayso.model.span import Span, Spans
from sayso.nets.attribution import Tagged, Tagger
from sayso.nets.register import Register, register_of

PAPER_BIAS = 1.5
"""Added to the cue bias in memos, letters, logs and minutes: a network taught on news passes over much they say."""

LEAST_WORDS = 4
"""A content of fewer words, or with none of the words of the trade, holds no attribution worth a second reading."""

PLAIN_TURNS = (impersonal, own_readings, asides)
PRESS_TURNS = (impersonal, readings, own_readings, nouns, refusals, asides)
"""Turns of speech read beside the tagger, by the habits of a text."""

LEAST_INSIDE = 0.25
"""What is found inside somebody's words and is less sure than this, with no source to it, is none."""

READINGS, LEAST_READ = 4, 2_000
"""A sentence is read again, as part of contents, up to so many times its length, or so many code points if that is
more: real chains of six need a third of it, and a sentence of a thousand "and he said that" stays cheap."""


def found_in(text: str, stretch: Stretch, tagger: Tagger, cue_bias: float) -> list[Found]:
    """Every attribution of ``stretch``, outer ones before those inside them, none twice.

    Costs one reading of the text and at most ``READINGS`` of each content; one is read again only where it shrinks.
    """
    sentences = [s for paragraph in stretch.paragraphs for s in paragraph]
    genre = genre_of(text, stretch)
    own = genre in OWN_VOICE | {"minutes"}
    register = _register(text, stretch)
    prose = [p for p in stretch.paragraphs if reads_as_prose(text, p)]
    first = tagger.tag(text, prose, cue_bias + (PAPER_BIAS if own else 0.0), register)
    found = uncoordinated(text, _mended(text, first, stretch.span, sentences, nested=False))
    found = _turned(text, stretch, sentences, found, register, news=not own)
    if own:
        found = spoken(text, found) if register == "press" else found
        found = joined(
            found, [*performed(text, sentences), *done(text, sentences), *declared(text, sentences)], longer=True
        )
    found = joined(found, clipped_entries(text, sentences)) if genre in {"log", "sheet"} else found
    found = whole(text, stretch.paragraphs, found)
    waiting, budget = [(f, span) for f in found for span in f.content], Budget(sentences)
    while waiting:
        outer, span = waiting.pop()
        if not budget.allows(span):
            continue
        inner = list(_inside(text, span, sentences, partial(tagger.tag, cue_bias=cue_bias, register=register)))
        plain = [*passives(text, span), *reported(text, span), *within(text, span)]
        inner = joined(inner, [f for f in plain if f.content[0].length < span.length])
        fresh = [f for f in inner if not _same_cue(f, outer)]
        found += fresh
        waiting += [(f, s) for f in fresh for s in f.content if s.length < span.length]
    return in_order(distinct(found))


def _turned(
    text: str, stretch: Stretch, sentences: Sequence[Span], found: list[Found], register: Register, *, news: bool
) -> list[Found]:
    """``found`` with what plain turns of speech say that the tagger passed over."""
    for turns in PRESS_TURNS if register == "press" else PLAIN_TURNS:
        found = joined(found, turns(text, sentences))
    found = shortened(text, stretch.paragraphs, joined(found, headings(text, stretch.paragraphs) if news else []))
    found = joined(wrong_before(text, sentences), preferred(text, replies(text, sentences), found))
    found = put_right(text, sentences, joined(found, further(text, sentences) if register == "press" else []))
    return opened(text, sentences, found)


def _register(text: str, stretch: Stretch) -> Register:
    """The press's for papers that say what they are and for talk between quotation marks; else told by the words."""
    if says_what_it_is(text, stretch) or is_talk(stretch.paragraphs, quotations(text, stretch.paragraphs)):
        return "press"
    return register_of(text, stretch.span)


class Budget:
    """How much of each sentence may still be read again, in code points."""

    def __init__(self, sentences: Sequence[Span]) -> None:
        self._sentences = sentences
        self._left = [max(READINGS * s.length, LEAST_READ) for s in sentences]

    def allows(self, span: Span) -> bool:
        """Whether ``span`` may be read again; if so it is counted against every sentence it lies in."""
        first = bisect_right(self._sentences, span.start, key=lambda s: s.end)
        stop = bisect_left(self._sentences, span.end, key=lambda s: s.start)
        shares = [min(s.end, span.end) - max(s.start, span.start) for s in self._sentences[first:stop]]
        if any(share > left for share, left in zip(shares, self._left[first:stop], strict=True)):
            return False
        for at, share in enumerate(shares, first):
            self._left[at] -= share
        return True


def parents(found: Sequence[Found]) -> list[int | None]:
    """For each of ``found`` (in order) the place of the smallest attribution whose content covers all of it."""
    out: list[int | None] = []
    open_: list[int] = []
    for at, one in enumerate(found):
        around = one.hull
        open_ = [i for i in open_ if found[i].hull.end > around.start]
        holders = [i for i in open_ if encloses(found[i].content, one)]
        out.append(min(holders, key=lambda i: (sum(s.length for s in found[i].content), -i), default=None))
        open_.append(at)
    return out


def encloses(content: Spans, inner: Found) -> bool:
    """Whether every span of ``inner`` lies in one of ``content``."""
    return all(any(outer.covers(span) for outer in content) for role in inner[:3] for span in role)


def distinct(found: Sequence[Found]) -> list[Found]:
    """``found`` without second readings of one cue: the first of those whose cues overlap stays."""
    taken: list[Span] = []
    out: list[Found] = []
    for one in found:
        cue = one.cue[0]
        at = bisect_left(taken, cue)
        if not any(cue.overlaps(other) for other in taken[max(at - 1, 0) : at + 1]):
            taken.insert(at, cue)
            out.append(one)
    return out


def in_order(found: Sequence[Found]) -> list[Found]:
    """``found`` as the text runs, an attribution before those inside it."""
    return sorted(found, key=lambda f: (f.hull.start, -f.hull.end, f.cue, f.content, f.source))


def _inside(
    text: str, span: Span, sentences: Sequence[Span], tag: Callable[[str, list[list[Span]]], list[Tagged]]
) -> Iterator[Found]:
    said = words(text, span)
    if len(said) < LEAST_WORDS or not any(word in LEMMAS for word in said):
        return
    near = sentences[bisect_right(sentences, span.start, key=lambda s: s.end) :]
    within = clipped(list(near[: bisect_left(near, span.end, key=lambda s: s.start)]), span)
    for found in _mended(text, tag(text, [within]), span, sentences, nested=True):
        sure = found.confidence >= LEAST_INSIDE or bool(found.source)
        if sure and found.content and all(s.length < span.length for s in found.content):
            yield found


def _mended(
    text: str, tagged: Sequence[Tagged], bounds: Span, sentences: Sequence[Span], *, nested: bool
) -> list[Found]:
    out = []
    for one in tagged:
        found = tidied(text, one, bounds)
        if found.cue:
            at = bisect_right(sentences, found.cue[0].start, key=lambda s: s.start) - 1
            sentence = sentences[at] if at >= 0 else bounds
            mend = mended(text, found, bounds, sentence, nested=nested)
            out += [mend] if mend is not None and (mend.content or _refuses(text, mend)) else []
    return out


def _refuses(text: str, found: Found) -> bool:
    """Whether an attribution may stand without a content: a refusal to speak."""
    return bool({"declined", "declines", "refused", "refuses", "comment"} & set(words(text, found.cue[-1])))


def _same_cue(one: Found, other: Found) -> bool:
    return any(a.overlaps(b) for a in one.cue for b in other.cue)
