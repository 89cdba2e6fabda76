"""A draft cut into what can be checked: quotations, things said in other words, sentences in its own voice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.link.draft.accusing import accuses
from sayso.link.draft.named import speaker_in
from sayso.link.terms import terms
from sayso.model.span import Span, hull, merged, trimmed, words_at
from sayso.model.statement import Statement

Sort = Literal["quotation", "attribution", "sentence"]

LEAST_QUOTED = 3
"""Words from which on a quotation is checked whoever is said to have said it; shorter ones only with a speaker."""
NEARLY_ALL = 0.8
"""Share of a quotation that a content must hold to be what is quoted."""
LEAST_SAID, LEAST_INSIDE = 2, 3
"""Words that carry something, from which on something said in other words can be checked; and inside another."""
_QUOTED = re.compile(
    r"“(?P<curly>[^“”\n]+)(?:”|\n|$)|\"(?P<straight>[^\"\n]+)\"|(?<![\w’'])[‘'](?P<single>[^‘\n]{1,1500}?)[’'](?![\w])"
    r"|«(?P<angled>[^«»\n]+)»|„(?P<low>[^„“”\n]+)[“”]"
)
_ANSWERS = frozenset({"denies", "declines", "corrects"})
_BYLINE = re.compile(r"^\s*(?:by|from|von|words|photo|picture)\b[^.]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing in a draft to be held against the pile."""

    sort: Sort
    span: Span
    """The words to check, in the draft's text."""
    words: str
    sentence: Span
    """The sentence it stands in."""
    around: str
    """The draft's sentence without the words quoted."""
    speaker: str | None = None
    """Whose words the draft says they are; None where it does not say, or in its own voice."""
    source: str = ""
    """The words that name the speaker there."""
    kind: str = "asserts"
    accusing: bool = False


def units(text: str, sentences: Sequence[Span], statements: Sequence[Statement]) -> list[Unit]:
    """Everything in a draft that can be checked, in its order."""
    said = [s for s in statements if s.at.voice == "attributed"]
    quoted = list(quotations(text))
    told = list(_attributions(text, sentences, said, [q for q in quoted if _long(text, q)]))
    whole = [q for q in quoted if _long(text, q) or not any(u.span.covers(q) for u in told)]
    out = [u for q in whole if (u := _quotation(text, q, sentences, said)) is not None]
    out += told
    out += _sentences(text, sentences, said, out)
    return sorted(out, key=lambda u: (u.span, u.sort))


def quotations(text: str) -> Iterator[Span]:
    """What stands between quotation marks, without them."""
    for m in _QUOTED.finditer(text):
        name = next(n for n, words in m.groupdict().items() if words is not None)
        inside = trimmed(text, Span(*m.span(name)), " \t.,;:")
        if inside:
            yield inside


def _long(text: str, quoted: Span) -> bool:
    return len(quoted.of(text).split()) >= LEAST_QUOTED


def _quotation(text: str, quoted: Span, sentences: Sequence[Span], said: Iterable[Statement]) -> Unit | None:
    by = _speaking(quoted, said)
    sentence = _sentence(quoted, sentences, by)
    around = words_at(text, (Span(sentence.start, quoted.start), Span(quoted.end, sentence.end)))
    speaker = by.at.speaker_name if by else speaker_in(around)
    if not _long(text, quoted) and speaker is None:
        return None
    return Unit(
        sort="quotation",
        span=quoted,
        words=quoted.of(text),
        sentence=sentence,
        around=around,
        speaker=speaker,
        source=words_at(text, by.at.source) if by else speaker or "",
        kind=by.at.kind if by else "asserts",
        accusing=accuses(quoted.of(text)),
    )


def _speaking(span: Span, said: Iterable[Statement]) -> Statement | None:
    """The innermost statement whose content holds nearly all of ``span``; else the one that holds the most of it."""
    over = [(s, sum(_shared(c, span) for c in s.at.content)) for s in said]
    most = max((n for _, n in over), default=0)
    holding = [(s, n) for s, n in over if n >= NEARLY_ALL * span.length or (n == most and 2 * n > span.length)]
    full = [(s, n) for s, n in holding if n >= NEARLY_ALL * span.length]
    holding = full or holding
    return min(holding, key=lambda e: (hull(e[0].at.content).length, e[0].id))[0] if holding else None


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _sentence(span: Span, sentences: Sequence[Span], by: Statement | None = None) -> Span:
    """The sentence, or run of sentences, that holds ``span`` and the words that say whose it is."""
    around = [s for s in sentences if s.overlaps(span)]
    if by is not None and any(s.overlaps(by.at.as_said) for s in around):
        around.append(hull([*by.at.source, *by.at.cue, span]))
    return hull([*around, span])


def _attributions(
    text: str, sentences: Sequence[Span], said: Sequence[Statement], quoted: Sequence[Span]
) -> Iterator[Unit]:
    told = {s.id: s for s in said if _tells(text, s, quoted)}
    inner = {s.parent for s in told.values()}
    for statement in told.values():
        if statement.id in inner:
            continue
        span = hull(statement.at.content)
        sentence = _sentence(span, sentences)
        around = words_at(text, _without(hull([sentence, statement.at.as_said]), statement.at.content))
        yield Unit(
            sort="attribution",
            span=span,
            words=words_at(text, statement.at.content),
            sentence=sentence,
            around=around,
            speaker=statement.at.speaker_name,
            source=words_at(text, statement.at.source),
            kind=statement.at.kind,
            accusing=accuses(words_at(text, statement.at.content)),
        )


def _tells(text: str, statement: Statement, quoted: Sequence[Span]) -> bool:
    """Whether enough of what a statement says stands outside quotation marks to be checked by itself."""
    found = terms(words_at(text, [rest for c in statement.at.content for rest in _without(c, quoted)]))
    return len(found.words | found.figures | found.dates) >= (LEAST_INSIDE if statement.parent else LEAST_SAID)


def _without(span: Span, taken: Iterable[Span]) -> list[Span]:
    out, at = [], span.start
    for other in merged(t for t in taken if t.overlaps(span)):
        out.append(Span(at, max(at, other.start)))
        at = max(at, other.end)
    out.append(Span(at, max(at, span.end)))
    return [s for s in out if s]


def _sentences(
    text: str, sentences: Sequence[Span], said: Sequence[Statement], checked: Sequence[Unit]
) -> Iterator[Unit]:
    """The sentences of which nothing is checked yet; where somebody is said to say too little, those that accuse."""
    for sentence in sentences:
        words = sentence.of(text)
        if any(u.sentence.overlaps(sentence) for u in checked) or _BYLINE.match(words):
            continue
        found, accusing = terms(words), accuses(words)
        told = [s for s in said if s.at.as_said.overlaps(sentence)]
        if any(s.at.kind in _ANSWERS for s in told) or (told and not accusing):
            continue
        if len(found.plain | found.figures) < LEAST_SAID:
            continue
        if found.names or found.figures or found.dates or accusing:
            yield Unit(sort="sentence", span=sentence, words=words, sentence=sentence, around="", accusing=accusing)
