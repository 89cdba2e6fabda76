"""Turns the attributions found in one stretch into finished ones: speaker, kind, ground, dates, doubts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from sayso.extract.basis import ground_of
from sayso.extract.channel import echoed, settled
from sayso.extract.cues import Cue, read_cue
from sayso.extract.evidence import Case, Ground, is_own
from sayso.extract.genre import genre_of
from sayso.extract.interviews import talk_of
from sayso.extract.kind import certainty_in, kind_of, sort_of
from sayso.extract.lexicon import TELL
from sayso.extract.names import Names
from sayso.extract.parts import Stretch
from sayso.extract.saidon import Clock, as_of, carried, said_on
from sayso.extract.spans import Found, without
from sayso.extract.speaker import Speaker
from sayso.extract.speakers import Resolver
from sayso.model.document import Content
from sayso.model.span import Span, Spans, hull
from sayso.model.statement import Attribution

LOW_CONFIDENCE = 0.6
"""Below this the extractor itself is not sure where the attribution begins and ends."""
LONG_CHARS = 1200
"""A content longer than this, or one over several paragraphs, wants a look."""
POOR_QUALITY = 0.9
_ADDRESSEE = re.compile(
    r"\s*(?P<who>(?:(?:the|a|an|his|her|its|their|my|your|our|this|these|\d+)\s+)?(?:[\w’'-]+\s*){1,6}?)"
    r"(?=\s*(?:[,.:;“\"(]|\b(?:that|to|in|at|on|by|last|this|yesterday|earlier|during|after|who|how|why|what|when|of)\b|$))",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s*to\s+(?P<who>(?:the|a|his|her|its|their|this)?\s*(?:[\w’'-]+\s?){1,4}?)(?=\s*(?:[,.:;“\"]|\bthat\b))"
)


def described(
    content: Content, stretch: Stretch, names: Names, found: Sequence[Found], above: Sequence[int | None]
) -> list[Attribution]:
    """The attributions of ``stretch``; ``above`` are places of parents within ``found``."""
    text = content.text
    genre = genre_of(text, stretch)
    sentences = [s for paragraph in stretch.paragraphs for s in paragraph]
    starts = [s.start for s in sentences]
    around = [_around(f, sentences, starts) for f in found]
    cues = [read_cue(text, f, a) for f, a in zip(found, around, strict=True)]
    resolver = Resolver(text, stretch, names, genre)
    addressed = [addressee(text, f, c) for f, c in zip(found, cues, strict=True)]
    speakers = resolver.resolve(found, above, cues, addressed)
    clock = Clock(text, stretch, genre)
    cases: list[Case] = []
    grounds: list[Ground] = []
    days: list[str | None] = []
    for i, one in enumerate(found):
        parent = above[i]
        quoted = resolver.trail.quoted_in(i) is not None
        sentence = _cue_sentence(one, sentences, starts)
        case = Case(
            text=text,
            found=one,
            cue=cues[i],
            speaker=speakers[i],
            genre=genre,
            stretch=stretch,
            sentence=sentence,
            frames=_frames(sentence, i, found, above),
            before=resolver.trail.sentence_before(i),
            follows_plain=_follows_plain(resolver.trail.sentence_before(i), found[max(i - 6, 0) : i]),
            nested=parent is not None,
            parent=None if parent is None else grounds[parent],
            own=is_own(
                speakers[i],
                stretch,
                genre,
                nested=parent is not None,
                quoted=quoted,
                first_person=bool(one.source) and one.source[0].of(text).lower() in {"i", "we"},
            ),
        )
        cases.append(case)
        grounds.append(ground_of(case))
        days.append(said_on(case, clock, grounds[i], None if parent is None else days[parent]))
    talk = talk_of(text, stretch, names) if genre == "article" else None
    grounds = settled(grounds, cases, talk)
    days = carried(days, cases, grounds, talk)
    for at, below in resolver.summed_up.items():
        grounds[at], days[at] = echoed(grounds[at], grounds[below]), days[at] or days[below]
    base = clock.base
    return [
        _attribution(content, case, ground, day, parent, span, as_of_base=base)
        for case, ground, day, parent, span in zip(cases, grounds, days, above, around, strict=True)
    ]


def _attribution(
    content: Content,
    case: Case,
    ground: Ground,
    day: str | None,
    parent: int | None,
    around: Span,
    *,
    as_of_base: object,
) -> Attribution:
    text, one, speaker = case.text, case.found, case.speaker
    by_document = speaker.sort == "document"
    kind = kind_of(text, one, case.cue, by_document=by_document)
    return Attribution(
        source=one.source,
        cue=one.cue,
        content=one.content,
        as_said=around,
        parent=parent,
        speaker_name=speaker.name,
        speaker_mention=speaker.mention,
        speaker_reason=speaker.reason,
        addressee=addressee(text, one, case.cue),
        kind=kind,
        polarity="denied" if case.cue.denied and kind not in {"denies", "declines"} else "affirmed",
        certainty=certainty_in(text, one),
        sort=sort_of(case.cue, kind, by_document=by_document),
        basis=ground.basis,
        basis_words=ground.words,
        access=ground.access,
        channel=ground.channel,
        named=speaker.naming,
        said_on=day,
        as_of=as_of(case, as_of_base),  # type: ignore[arg-type]
        confidence=one.confidence,
        doubts=_doubts(content, one, case.cue, speaker),
    )


def addressee(text: str, one: Found, cue: Cue) -> Spans:
    """Who is spoken to: the object of "told", or "to the council" right behind the cue."""
    after = one.cue[-1].end
    stop = min([s.start for s in (*one.content, *one.source) if s.start >= after], default=after + 60)
    pattern = _ADDRESSEE if cue.lemma in TELL and not cue.passive else _TO
    found = pattern.match(text, after, min(stop, after + 80))
    if found is None or not found["who"].strip():
        return ()
    start, end = found.span("who")
    words = text[start:end]
    return (Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip())),)


def _doubts(content: Content, one: Found, cue: Cue, speaker: Speaker) -> tuple[str, ...]:
    long = one.hull.length > LONG_CHARS or any("\n\n" in s.of(content.text) for s in one.content)
    checks = (
        (one.confidence < LOW_CONFIDENCE, "low_confidence"),
        (bool(speaker.doubts), speaker.doubts[0] if speaker.doubts else ""),
        (content.quality < POOR_QUALITY, "poor_reading"),
        (content.language not in {None, "en"}, "other_language"),
        (long, "long_content"),
        (bool(cue.words) and not cue.lemma, "odd_cue"),
    )
    return tuple(code for holds, code in checks if holds)


def _around(one: Found, sentences: Sequence[Span], starts: Sequence[int]) -> Span:
    """The whole sentences that hold an attribution."""
    span = one.hull
    first = max(bisect_right(starts, span.start) - 1, 0)
    last = max(bisect_right(starts, max(span.end - 1, span.start)) - 1, first)
    return hull([*sentences[first : last + 1], span]) if sentences else span


def _cue_sentence(one: Found, sentences: Sequence[Span], starts: Sequence[int]) -> Span:
    at = bisect_right(starts, one.cue[0].start) - 1
    return sentences[at] if at >= 0 else one.hull


def _frames(sentence: Span, at: int, found: Sequence[Found], above: Sequence[int | None]) -> Spans:
    """The words around an attribution that are neither its content nor what others in the sentence say.

    Of one that lies inside another only the words inside count: "on Monday" outside belongs to the outer one.
    """
    parent = above[at]
    inside = found[parent].content if parent is not None else (sentence,)
    near = [f for f in found[max(at - 8, 0) : at + 9] if f is not found[at]]
    said = [s for f in (found[at], *near) for s in f.content if not s.covers(found[at].cue[0])]
    return without([Span(max(s.start, sentence.start), min(s.end, sentence.end)) for s in inside], said)


def _follows_plain(before: Span | None, found: Sequence[Found]) -> bool:
    return before is not None and not any(before.overlaps(cue) for f in found for cue in f.cue)
