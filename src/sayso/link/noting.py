"""What linking looks for in a document, once: names with their places, and the line of every innermost statement."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sayso.link.edges import edge_doubts, is_noisy
from sayso.link.grounds import made_from
from sayso.link.lines import Line
from sayso.link.names import NameAt, bare, guessed_kind, name_at
from sayso.link.papers import REFERENCE, Paper, kinds_meant, paper_of
from sayso.link.posts import Post, posts
from sayso.link.terms import terms
from sayso.link.words import Words, words_of
from sayso.link.wordsets import AUXILIARIES, word_set
from sayso.model.document import Document, part_at
from sayso.model.findings import EntityKind
from sayso.model.ids import sha256_hex
from sayso.model.span import hull, words_at
from sayso.model.statement import Attribution, Extraction, Mention, statement_id

_SPEAKS_FOR = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|press (?:officer|secretary|office)|on behalf of"
    r"|chief executive|managing director|director general|chair(?:man|woman|person)?|president)\b"
    r"|,\s*for\s+(?:the\s+)?",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"\b(?:press|media|news) (?:release|statement|notice)|\bfor immediate release|\bmedia contact", re.IGNORECASE
)
_ROLE = re.compile(
    r"\b(?:director|executive|manager|head|officer|chair\w*|president|secretary|minister|spokes\w+)\b", re.IGNORECASE
)
_OFFICE_OF = re.compile(r"(?:the )?office of (?:the )?", re.IGNORECASE)
_HEAD_CHARS = 600
_NEAR_CHARS = 300
_ONE_OF = word_set("one other first second former latter") | {
    "the one",
    "the other",
    "the first",
    "the second",
    "the former",
    "the latter",
    "the original",
}
_OPENS_LETTER = re.compile(r"^(?:Dear )?(?P<name>[A-Z][a-z]+),[ \t]*$", re.MULTILINE)
_REFERENCE = re.compile(rf"\b[Rr]ef(?:erence)?\.?(?: no\.?)?:[ \t]*(?P<name>{REFERENCE.pattern})")
_UNSORTED: tuple[tuple[re.Pattern[str], EntityKind], ...] = ((_OPENS_LETTER, "person"), (_REFERENCE, "document"))
_LONE = re.compile(r"(?<![A-Z.] )(?<![\w-])[A-Z][a-z]{2,}(?=['’]s\b|[ ,.?!:;\n])(?! [A-Z])")
_SMALL = re.compile(r"\b[a-z]+\b")
_OPENING = re.compile(r"(?<=\n)[^\n]*[a-z,] [^\n]{60,}")
"""A paragraph that is more than a line of a head."""
_FEW_TERMS = 2
_MEASURES = word_set(
    "measured measures measuring recorded records recording reads gives gave made found counted counts logged weighed "
    "timed showed shows registered noted gauged"
)
"""Words by which somebody, or a paper, sets down what was measured."""
_LABEL_WORDS = 2
"""A paper names itself near its top, on a line of its own but for a label."""


class Lone(NamedTuple):
    """A lone capitalised word of a message, which may be a first name."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """All that linking needs of one document: a function of the document and what was extracted from it."""

    document: str
    names: tuple[NameAt, ...]
    lone: tuple[Lone, ...]
    paper: Paper | None
    posts: tuple[Post, ...]
    author: str | None
    made_from: tuple[str, ...]
    """What a paper says it was made from."""
    own_names: tuple[str, ...]
    """The names of papers that it gives as its own."""
    lines: tuple[Line, ...]
    """Its innermost statements; their words have no number yet."""
    speakers: tuple[tuple[str, str | None], ...]
    """The id of every statement, with the name of its speaker within the document."""
    offices: tuple[str, ...]
    """Descriptions of speakers as somebody the reader should know ("the keeper"), each with ``unnamed`` before it."""

    @property
    def head(self) -> Noted:
        """The same without what is said in it: what names are settled from."""
        return replace(self, lines=(), speakers=())


def noted(document: Document, extraction: Extraction, words: Words) -> Noted:
    """Looks through one document."""
    names = _Names(document, extraction)
    digest = sha256_hex(document.text)
    ids = [statement_id(document.id, digest, at) for at in extraction.attributions]
    paper = paper_of(document)
    mentions = extraction.mentions
    found = set(posts(document.text, mentions, document.content.publisher if paper else None))
    return Noted(
        document=document.id,
        names=tuple(names.noted()),
        lone=tuple(Lone(m[0], m.start(), m.end()) for m in names.lone_words()),
        paper=paper,
        posts=tuple(sorted(found)),
        author=document.content.author or None,
        made_from=tuple(made_from(document.text)) if paper else (),
        own_names=tuple(sorted({m.name for m in mentions if m.kind == "document" and _names_itself(document, m)})),
        lines=tuple(_lines(document, extraction, ids, words)),
        speakers=tuple((id_, at.speaker_name) for id_, at in zip(ids, extraction.attributions, strict=True)),
        offices=tuple(sorted({at.speaker_name or "" for at in extraction.attributions if at.named == "described"})),
    )


def _lines(document: Document, extraction: Extraction, ids: Sequence[str], words: Words) -> Iterator[Line]:
    innermost = _innermost(extraction)
    noisy = is_noisy(document.text)
    for k, at in enumerate(extraction.attributions):
        line = _line(document, extraction, k, ids[k], words) if at.content else None
        if line is None:
            continue
        also = {code for code, holds in (("poor_reading", noisy), ("little_said", _says_little(line))) if holds}
        line = replace(line, doubts=tuple(sorted({*line.doubts, *also})))
        if innermost[k] == [k]:
            yield line
        elif line.answers:
            yield replace(line, inside=tuple(sorted(ids[c] for c in innermost[k])))


def _names_itself(document: Document, mention: Mention) -> bool:
    """Whether a paper's name is its title, or fills a line near its top ("Ref: A/12")."""
    if bare(mention.name) == bare(document.content.title or ""):
        return True
    text, span = document.text, mention.span
    line = text[text.rfind("\n", 0, span.start) + 1 : (text.find("\n", span.end) + 1 or len(text) + 1) - 1]
    return span.start < _HEAD_CHARS and len(line.split()) <= len(span.of(text).split()) + _LABEL_WORDS


@dataclass(slots=True)
class _Names:
    """The names of one document."""

    document: Document
    extraction: Extraction

    def noted(self) -> Iterator[NameAt]:
        """Every mention, speaker, author and publisher."""
        content = self.document.content
        kinds = {m.name: m.kind for m in self.extraction.mentions}
        for m in self.extraction.mentions:
            yield name_at(m.name, m.kind, m.span.of(content.text), m.span.start, m.span.end)
        yield from self._unsorted(content.text, kinds)
        parts = content.parts or (part_at(content, 0),)
        bodies = {p.publisher for p in parts if p.publisher}
        people = {p.author for p in parts if p.author}
        for at in self.extraction.attributions:
            name = at.speaker_name
            if name and not name[0].islower() and name not in kinds and name not in bodies | people:
                span = at.speaker_mention
                yield name_at(name, guessed_kind(name), "", *((span.start, span.end) if span else (-1, -1)))
        for name in sorted(bodies - kinds.keys()):
            yield name_at(name, "organisation", "")
        for name in sorted(people - kinds.keys()):
            yield name_at(name, "person", "")

    def lone_words(self) -> Iterator[re.Match[str]]:
        """In a message, capitalised words that stand alone, that no mention has and that are never in small letters."""
        text = self.document.text
        if not any(part.kind == "message" for part in self.document.content.parts):
            return
        known = {at for m in self.extraction.mentions for at in range(m.span.start, m.span.end)}
        small = set(_SMALL.findall(text))
        for found in _LONE.finditer(text):
            if found.start() not in known and found[0].casefold() not in small:
                yield found

    def _unsorted(self, text: str, kinds: Mapping[str, str]) -> Iterator[NameAt]:
        """First names by which a letter opens ("Piet,") and reference numbers, where no mention has them."""
        known = {m.span.start for m in self.extraction.mentions}
        for pattern, kind in _UNSORTED:
            for found in pattern.finditer(text):
                start, end = found.span("name")
                if start not in known and found["name"] not in kinds:
                    yield name_at(found["name"], kind, "", start, end)


def _innermost(extraction: Extraction) -> list[list[int]]:
    """For each statement the innermost ones inside it; itself where there are none."""
    inner: list[list[int]] = [[] for _ in extraction.attributions]
    for k in range(len(inner) - 1, -1, -1):
        inner[k] = inner[k] or [k]
        parent = extraction.attributions[k].parent
        if parent is not None:
            inner[parent] += inner[k]
    return inner


def _line(document: Document, extraction: Extraction, k: int, id_: str, words: Words) -> Line:
    at = extraction.attributions[k]
    reach = hull(at.content)
    content = words_at(document.text, at.content)
    part = part_at(document.content, reach.start)
    source, cue = words_at(document.text, at.source), words_at(document.text, at.cue)
    return Line(
        id=id_,
        document=document.id,
        file=document.file,
        at=reach.start,
        text=-1,
        first=bisect_right(words.ends, reach.start),
        last=bisect_left(words.starts, reach.end),
        words=content,
        terms=terms(content),
        source=source,
        cue=cue,
        kind=at.kind,
        basis=at.basis,
        as_of=at.as_of.edtf if at.as_of else _measured_on(at, cue),
        voice=at.voice,
        named=at.named,
        speaker_name=at.speaker_name,
        publisher=part.publisher,
        author=part.author,
        bodies=_bodies(document, source, at, extraction.mentions),
        belongs=_belongs(at, extraction.mentions),
        through=tuple(_through(document, extraction, at)),
        via=tuple(sorted(_reporters(extraction, at) - {part.author or "", part.publisher or ""})),
        paper=_paper_before(document.text, at, source),
        sums_up=_sums_up(document, at),
        confidence=at.confidence,
        reading=document.content.quality,
        doubts=tuple(sorted({*at.doubts, *edge_doubts(document.text, at), *_chain_doubts(extraction, at)})),
        place=at.as_said,
    )


def _measured_on(at: Attribution, cue: str) -> str | None:
    """The day of a measurement, where the day told is not the one on which somebody spoke of it at a meeting."""
    taken_down = at.voice == "document" or not _MEASURES.isdisjoint(words_of(cue).norms)
    return at.said_on if at.basis == "measurement" and taken_down else None


def _says_little(line: Line) -> bool:
    """Whether there is hardly a word in it that could be true or untrue: "this", "about it"."""
    clause = not AUXILIARIES.isdisjoint(line.terms.norms)
    return len(line.terms.order) + clause < _FEW_TERMS


def _chain_doubts(extraction: Extraction, at: Attribution) -> Iterator[str]:
    """``unsure_chain`` where one of those the words passed through is not surely who they seem to be."""
    while at.parent is not None:
        at = extraction.attributions[at.parent]
        if at.doubts or (at.speaker_name or "unnamed").startswith("unnamed"):
            yield "unsure_chain"


def _bodies(document: Document, source: str, at: Attribution, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """Names of the bodies for which the source words make the speaker speak.

    Its spokesman or head; whoever is quoted with an office in its release; "the office of" somebody.
    """
    if office := _OFFICE_OF.match(at.speaker_name or ""):
        post, _, person = (at.speaker_name or "")[office.end() :].partition(", ")
        return (post, person) if person else (post,)
    if not at.source:
        return ()
    reach = hull(at.source)
    named = {m.name for m in mentions if m.kind == "organisation" and reach.covers(m.span)}
    if named and _SPEAKS_FOR.search(source):
        return tuple(sorted(named))
    issuer = document.content.publisher
    quoted_in_release = issuer and _ROLE.search(source) and _RELEASE.search(document.text, 0, _HEAD_CHARS)
    return (issuer,) if issuer and not named and quoted_in_release else ()


def _belongs(at: Attribution, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """Names of the bodies within the words for somebody unnamed ("an official at the Light Rail Inspectorate")."""
    if not at.source or not (at.speaker_name or "").startswith("unnamed"):
        return ()
    reach = hull(at.source)
    return tuple(sorted({m.name for m in mentions if m.kind == "organisation" and reach.covers(m.span)}))


def _through(document: Document, extraction: Extraction, at: Attribution) -> Iterator[str]:
    """The words for the papers that say what it stands in, from the nearest outwards."""
    while at.parent is not None:
        at = extraction.attributions[at.parent]
        words = words_at(document.text, at.source) or at.speaker_name or ""
        if kinds_meant(words):
            yield words


def _reporters(extraction: Extraction, at: Attribution) -> set[str]:
    """Names of the speakers around a statement."""
    found: set[str] = set()
    while at.parent is not None:
        at = extraction.attributions[at.parent]
        if at.speaker_name and not at.speaker_name.startswith("unnamed"):
            found.add(at.speaker_name)
    return found


def _paper_before(text: str, at: Attribution, source: str) -> str:
    """The sentence before a source like "the other", if that speaks of papers."""
    if source.casefold().strip(" ,") not in _ONE_OF:
        return ""
    before = text[max(0, at.as_said.start - _NEAR_CHARS) : at.as_said.start].rstrip()
    last = before[max(before.rfind(end, 0, -1) for end in ".!?\n") + 1 :]
    return last.strip() if kinds_meant(last) else ""


def _sums_up(document: Document, at: Attribution) -> bool:
    """Whether it stands in the title, or names nobody in the first paragraph of some length."""
    title = document.content.title or ""
    start = document.text.find(title) if title else -1
    if 0 <= start <= at.as_said.start < start + len(title):
        return True
    if not (at.speaker_name or "").startswith("unnamed") or not document.content.title:
        return False
    opening = _OPENING.search(document.text, max(0, start) + len(title))
    return opening is not None and opening.start() <= at.as_said.start < opening.end()
