"""Follows pronouns back through a text: whom the sentence around quotes, who spoke last, what was spoken of last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.extract.lexicon import DOCUMENT_HEADS, ORGANISATION_HEADS
from sayso.extract.names import Entry, Gender, Names
from sayso.extract.parts import Stretch
from sayso.extract.phrases import Phrase, phrase_at
from sayso.extract.spans import Found, is_quoted
from sayso.extract.speaker import Speaker, entry_gender, entry_sort, unresolved
from sayso.model.span import Span, Spans

_SUBJECT = re.compile(r"(?:The|A|An|This|His|Her|Its|Their|One|Another)\s[^,.;]{3,60}")

_CONFRONTED = frozenset(("Asked", "Pressed", "Shown", "Told", "Confronted", "Questioned", "Challenged", "Presented"))
_OPENS = re.compile(rf"\W*(?:{'|'.join(sorted(_CONFRONTED))})\b(?!\s+(?:[a-z]+\s+){{0,3}}that\b)")
"""How a sentence opens that tells first what its speaker was confronted with."""
_READ_OUT = re.compile(
    r"\b(?:read(?: out| aloud)?|tabled|circulated|received|produced|reported|noted|had|submitted)\s+"
    r"(?P<paper>(?:an?|the|another|two)\s+(?:\w+\s+)?(?:letter|note|e-?mail|message|memo(?:randum)?|statement|telegram|fax|reply)\b"
    r"[^.;,]{0,40}?)\s+(?:from|by)\s+"
)
"""Where a paper by somebody is read to a meeting, who speaks in what follows."""
_BY = re.compile(r"\bby\s+(?:\w+\.?\s+)?$")
_COPIED = re.compile(
    r"(?:\w+ )?(?:copy|version|draft|page|part|extract|excerpt|photograph|scan|summary) of (?P<what>(?:[\w-]+ ?){1,4})",
    re.IGNORECASE,
)


class Trail:
    """One stretch with its attributions in order, and the speakers found so far."""

    def __init__(self, text: str, stretch: Stretch, names: Names) -> None:
        self.text, self.stretch, self.names = text, stretch, names
        self.sentences = [s for paragraph in stretch.paragraphs for s in paragraph]
        self._starts = [s.start for s in self.sentences]
        self._paragraphs = [p[0].start for p in stretch.paragraphs if p]
        self.found: Sequence[Found] = ()
        self.above: Sequence[int | None] = ()
        self.addressed: Sequence[Spans] = ()
        self.out: list[Speaker] = []

    def follow(self, found: Sequence[Found], above: Sequence[int | None], addressed: Sequence[Spans]) -> None:
        """Takes the attributions the trail runs through, with the place of each one's parent and whom it addresses."""
        self.found, self.above, self.addressed, self.out = found, above, addressed, []
        self._contents = sorted((s, i) for i, f in enumerate(found) for s in f.content)
        self._content_starts = [s.start for s, _ in self._contents]

    def back(self, at: int, sorts: set[str], gender: Gender | None) -> Speaker:
        """Whom a pronoun in the source of ``found[at]`` points back to; unresolved where nobody fits."""
        holder = self._around(at, sorts, gender)
        if holder is not None:
            return holder
        where = self._where(at)
        writer = self._whose_letter(at) if sorts == {"person"} else None
        if writer is not None:
            return writer
        last = self._last(at, where, sorts, gender)
        subject = self._subject(at, where, sorts, gender)
        if last is not None and (subject is None or subject[0] <= last[0] or subject[1].name == last[1].name):
            rival = self._rival(at, last, where, sorts, gender)
            reason = f"the pronoun goes back to {last[1].name}, who spoke before" if last[1].name else last[1].reason
            return replace(last[1], reason=reason, weak=last[1].weak or rival)
        if subject is not None:
            return subject[1]
        further = self._only_one(at, where, gender) if sorts == {"person"} else None
        return further or unresolved("nobody before it fits the pronoun")

    def quoted_in(self, at: int) -> int | None:
        """The nearest attribution around ``found[at]`` that quotes it word for word."""
        where = self._where(at)
        for parent in self._ancestors(at):
            held = [s for s in self.found[parent].content if s.start <= where < s.end]
            if any(has_quotation(self.text, s, where) for s in held):
                return parent
        return None

    def same_head(self, at: int, phrase: Phrase) -> Speaker | None:
        """The last speaker described by the same noun whom nothing in ``phrase`` tells apart."""
        for i in range(at - 1, max(at - LATEST, -1), -1):
            speaker = self.out[i]
            if speaker.head == phrase.head and speaker.name and speaker.entry is None and speaker.phrase is not None:
                before = speaker.phrase.modifiers | frozenset(speaker.phrase.text.lower().split())
                if not phrase.modifiers - before - {"same"}:
                    return speaker
        return None

    def questioned(self, at: int) -> Speaker | None:
        """Who answers in ``found[at]``, called the witness: the last who spoke without asking."""
        for i in range(at - 1, max(at - NEAR_SAYINGS, -1), -1):
            asks = self.found[i].cue[-1].of(self.text).lower().startswith(("ask", "put", "inquire", "enquire", "want"))
            if self.above[i] is None and self.out[i].entry is not None and self.out[i].sort == "person" and not asks:
                reason = f"{self.out[i].name} is the witness who spoke before"
                return replace(self.out[i], reason=reason, weak=True)
        return None

    def same_one(self, at: int, phrase: Phrase) -> Speaker | None:
        """Who spoke last in the same paragraph, for "the man who cast them" behind a quotation."""
        where = self._where(at)
        behind = self.found[at].cue[-1].end <= where and " who " in phrase.text
        gender: Gender | None = {"man": "m", "woman": "f"}.get(phrase.head)  # type: ignore[assignment]
        for i in range(at - 1, max(at - NEAR_SAYINGS, -1), -1):
            if not behind or self._where(i) < self._paragraph(where, 0):
                return None
            if self.above[i] is None and self.out[i].entry is not None and _agrees(self.out[i], {"person"}, gender):
                return replace(self.out[i], reason=f"{self.out[i].name} spoke just before", weak=True)
        return None

    def in_quotation(self, span: Span) -> bool:
        """Whether ``span`` stands within quotation marks of its sentence."""
        at = self._sentence(span.start)
        return at >= 0 and has_quotation(self.text, Span(self.sentences[at].start, span.end), span.start)

    def sentence_before(self, at: int) -> Span | None:
        """The sentence before that of ``found[at]``, in the same paragraph."""
        index = self._sentence(self._where(at))
        if index < 1 or self.sentences[index - 1].start < self._paragraph(self._where(at), 0):
            return None
        return self.sentences[index - 1]

    def _where(self, at: int) -> int:
        one = self.found[at]
        return (one.source or one.cue)[0].start

    def _ancestors(self, at: int) -> Iterator[int]:
        parent = self.above[at]
        while parent is not None:
            yield parent
            parent = self.above[parent]

    def _around(self, at: int, sorts: set[str], gender: Gender | None) -> Speaker | None:
        parent = self.above[at]
        if parent is None or self.quoted_in(at) is not None:
            return None
        speaker = self.out[parent]
        if speaker.name and _agrees(speaker, sorts, gender):
            return replace(speaker, reason=f"{speaker.name} is whom the sentence around it quotes")
        return None

    def _last(self, at: int, where: int, sorts: set[str], gender: Gender | None) -> tuple[int, Speaker] | None:
        """The nearest speaker before who fits, or somebody spoken to, no further than the paragraph before."""
        least = self._paragraph(where, 1)
        for i in range(at - 1, -1, -1):
            place = self._where(i)
            if place < least:
                return None
            if self.above[i] not in {self.above[at], None} or place >= where or (gender and self._is_writer(i)):
                continue
            if _agrees(self.out[i], sorts, gender) and not self._asked_by(i, where):
                return place, self.out[i]
            spoken_to = self._spoken_to(i)
            if spoken_to is not None and _agrees(spoken_to[1], sorts, gender):
                return spoken_to
        return None

    def _is_writer(self, at: int) -> bool:
        """Whether ``found[at]`` is the writer's own "I" or "we", to which no "he" or "she" goes back."""
        return bool(self.found[at].source) and self.found[at].source[0].of(self.text).lower() in {"i", "we"}

    def _asked_by(self, at: int, where: int) -> bool:
        """Whether ``found[at]`` asked or is shown to the speaker: "Asked by Venn who had signed, she declined"."""
        cue = self.found[at].cue[0]
        here = self._sentence(cue.start)
        if here < 0 or here != self._sentence(where):
            return False
        return cue.of(self.text).split()[0] in _CONFRONTED or bool(
            _OPENS.match(self.text, self.sentences[here].start, cue.start)
        )

    def _spoken_to(self, at: int) -> tuple[int, Speaker] | None:
        if not self.addressed[at]:
            return None
        span = self.addressed[at][0]
        phrase = phrase_at(self.text, span, self.names)
        if phrase.named is not None:
            entry = phrase.named
            return span.start, Speaker(entry.name, "", "named", phrase.named_at, entry, entry_sort(entry), weak=True)
        if phrase.is_person and not phrase.pronoun and not phrase.plural:
            name = f"unnamed {phrase.head}"
            return span.start, Speaker(
                name, "", "described", None, None, "person", phrase.head, weak=True, phrase=phrase
            )
        return None

    def _subject(self, at: int, where: int, sorts: set[str], gender: Gender | None) -> tuple[int, Speaker] | None:
        """What this sentence, or the one before, speaks of: its first fitting name outside what others say.

        Further back in the paragraph only whom a sentence opens with.
        """
        here = self._sentence(where)
        least = bisect_left(self._starts, self._paragraph(where, 0))
        for back, sentence in enumerate(self.sentences[max(min(least, here - 1), here - FURTHEST, 0) : here + 1][::-1]):
            opening = sentence if back < NEXT else Span(sentence.start, min(sentence.start + OPENING, sentence.end))
            found = self._first_name(at, opening, where, sorts, gender)
            if back >= NEXT:
                if found is not None and sorts == {"person"}:
                    return found
                continue
            paper = (
                self._paper(at, sentence, where) or self._last_paper(sentence, where) if "document" in sorts else None
            )
            if paper is not None and (found is None or found[1].sort != "document"):
                return paper
            if found is not None:
                return found
        return None

    def _first_name(
        self, at: int, sentence: Span, where: int, sorts: set[str], gender: Gender | None
    ) -> tuple[int, Speaker] | None:
        for span, entry in self.names.within(Span(sentence.start, min(sentence.end, where))):
            sort = entry_sort(entry)
            possessive = self.text[span.end : span.end + 2] in {"’s", "'s"}
            own = entry.name == self.stretch.part.publisher
            fits = (
                sort in sorts and entry.kind != "place" and not own and gender in {None, entry_gender(entry) or gender}
            )
            asker = _BY.search(self.text, max(span.start - 16, 0), span.start) is not None
            if fits and not (possessive or asker) and not self.in_quotation(span) and not self._in_content(at, span):
                reason = f"the pronoun goes back to {entry.name}, named just before"
                return span.start, Speaker(entry.name, reason, "named", span, entry, sort, sort, weak=True)
        return None

    def _whose_letter(self, at: int) -> Speaker | None:
        """Who wrote the letter that the sentence before says was read, to whom the pronoun that follows goes back."""
        before = self.sentence_before(at)
        read = _READ_OUT.search(self.text, *before) if before is not None else None
        if before is None or read is None:
            return None
        named = self.names.within(Span(read.end(), min(read.end() + 60, before.end)))
        if not named or named[0][1].kind != "person" or self.text[read.end() : named[0][0].start].count(" ") > 2:
            return None
        span, entry = named[0]
        paper = Span(*read.span("paper"))
        return Speaker(
            entry.name, "the letter just read is theirs", "named", span, entry, "person", paper=paper, weak=True
        )

    def _only_one(self, at: int, where: int, gender: Gender | None) -> Speaker | None:
        """The only person who fits of those named in the paragraphs just before, outside what others say."""
        fits: dict[str, tuple[Span, Entry]] = {}
        for span, entry in self.names.within(Span(self._paragraph(where, NEAR_PARAGRAPHS), where)):
            mine = entry.name == self.stretch.part.author or entry.kind != "person"
            owned = self.text[span.end : span.end + 2] in {"’s", "'s"}
            fit = not mine and not owned and gender in {None, entry_gender(entry) or gender}
            if fit and not self.in_quotation(span) and not self._in_content(at, span):
                fits.setdefault(entry.name, (span, entry))
        if len(fits) != 1:
            return None
        ((span, entry),) = fits.values()
        if self._unknown_between(span.end, where):
            return None
        if entry_gender(entry) is None and not (len(entry.low) > 1 and span.start in self._starts):
            return None
        reason = f"the pronoun goes back to {entry.name}, the only one named before whom it fits"
        return Speaker(entry.name, reason, "named", span, entry, "person", weak=True)

    def _unknown_between(self, start: int, where: int) -> bool:
        """Whether a sentence in between opens with two capitalised words that may be somebody's name."""
        named = self.names.within(Span(start, where))
        loose = (s for s, e in named if e.kind == "organisation" and len(e.low) > 1 and s.start in self._starts)
        return any(not set(s.of(self.text).lower().split()) & ORGANISATION_HEADS for s in loose)

    def _paper(self, at: int, sentence: Span, where: int) -> tuple[int, Speaker] | None:
        """The paper a sentence is about, as in "The two-page note, dated 3 May, was ..."."""
        opening = _SUBJECT.match(self.text, sentence.start, min(sentence.end, where))
        if opening is None or self._in_content(at, Span(opening.start(), opening.start() + 1)):
            return None
        phrase = phrase_at(self.text, Span(opening.start(), opening.end()), self.names)
        if not phrase.is_document:
            return None
        return sentence.start, self.paper(phrase, "a paper is the source, named just before")

    def _last_paper(self, sentence: Span, where: int) -> tuple[int, Speaker] | None:
        """The paper named last in a sentence, wherever in it: "asked who signed Order 9. It says ..."."""
        named = self.names.within(Span(sentence.start, min(sentence.end, where)))
        for span, entry in named[::-1]:
            if entry.kind == "document":
                reason = f"the pronoun goes back to {entry.name}, named just before"
                return span.start, Speaker(entry.name, reason, "named", span, entry, "document", "document", weak=True)
        return None

    def paper(self, phrase: Phrase, reason: str) -> Speaker:
        """A paper as speaker; "the paper" is the memo named before where only one was."""
        if phrase.named is not None:
            entry = phrase.named
            return Speaker(entry.name, reason, "named", phrase.named_at, entry, "document", phrase.head, phrase=phrase)
        papers = {s.name: s for s in self.out[-LATEST:] if s.sort == "document"}
        if phrase.head in GENERIC_PAPERS and phrase.definite and len(papers) == 1:
            return replace(next(iter(papers.values())), reason=f"“the {phrase.head}” is the paper named before")
        copied = _COPIED.match(phrase.text)
        words = copied["what"].lower().split() if copied else []
        head = next((w for w in words if w in DOCUMENT_HEADS), phrase.head)
        head = _told_apart(phrase) or head if head in GENERIC_PAPERS else head
        name = head[:1].upper() + head[1:]
        return Speaker(name, reason, "described", None, None, "document", head, phrase=phrase)

    def _rival(self, at: int, last: tuple[int, Speaker], where: int, sorts: set[str], gender: Gender | None) -> bool:
        """Whether somebody else who fits is named between the last speaker and the pronoun, outside what others say."""
        for span, entry in self.names.within(Span(last[0], where)):
            other = entry is not last[1].entry and entry.kind == "person" and "person" in sorts
            if other and gender in {None, entry_gender(entry) or gender}:
                inside = self.in_quotation(span) or self._in_content(at, span) or self._in_source(at, span)
                if not inside:
                    return True
        return False

    def _in_source(self, at: int, span: Span) -> bool:
        return any(s.covers(span) for f in self.found[max(at - 12, 0) : at + 1] for s in f.source)

    def _in_content(self, at: int, span: Span) -> bool:
        """Whether ``span`` lies in what some attribution that is not around ``found[at]`` reports."""
        around = set(self._ancestors(at))
        stop = bisect_right(self._content_starts, span.start)
        return any(s.covers(span) and i not in around for s, i in self._contents[max(stop - 12, 0) : stop])

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _paragraph(self, offset: int, back: int) -> int:
        """Where the paragraph around ``offset``, or the one ``back`` before it, opens."""
        at = bisect_right(self._paragraphs, offset) - 1
        return self._paragraphs[max(at - back, 0)] if self._paragraphs else 0


def _told_apart(phrase: Phrase) -> str | None:
    """What sort of paper "a document, a digest by the office," is."""
    rest = re.findall(r"\w+", phrase.text.lower().partition(",")[2])[:4]
    return next((w for w in rest if w in DOCUMENT_HEADS - GENERIC_PAPERS), None)


NEAR_SAYINGS = 8
"""Statements back in which whoever goes on speaking is looked for."""
NEAR_PARAGRAPHS = 2
"""Paragraphs before its own in which a pronoun's person is looked for."""
NEXT, FURTHEST, OPENING = 2, 5, 60
"""In this sentence and the one before any name may be meant; up to so many back one among its first letters."""
LATEST = 200
"""Statements back in which a speaker described by the same noun is looked up."""
GENERIC_PAPERS = frozenset(("paper", "page", "document", "note", "sheet", "file", "text"))
"""Words for any paper, which take up one named more exactly before."""


def has_quotation(text: str, content: Span, where: int) -> bool:
    """Whether ``where`` stands within quotation marks inside ``content``, or ``content`` is quoted whole."""
    if is_quoted(text, content):
        return True
    before = text[content.start : where]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _agrees(speaker: Speaker, sorts: set[str], gender: Gender | None) -> bool:
    return speaker.sort in sorts and (gender is None or speaker.gender in {None, gender})
