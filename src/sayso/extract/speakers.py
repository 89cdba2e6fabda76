"""Who speaks: names, descriptions, papers and pronouns, resolved within one text or left open, each with its reason.

A wrong name harms a real person. Where two people fit, nobody is named, or the line carries a doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.extract.cues import Cue
from sayso.extract.genre import OWN_VOICE, Genre
from sayso.extract.lexicon import OUTLET_HEADS, STATEMENTS, word_set
from sayso.extract.names import Entry, Gender, Names
from sayso.extract.parts import Stretch
from sayso.extract.phrases import Phrase, description, phrase_at
from sayso.extract.spans import Found, is_quoted
from sayso.model.span import Span
from sayso.model.statement import Naming

_ABBREVIATED = {
    "col": "colonel", "gen": "general", "maj": "major", "sgt": "sergeant", "cpl": "corporal", "capt": "captain",
    "lt": "lieutenant", "dr": "doctor", "prof": "professor", "cllr": "councillor", "adm": "admiral", "sen": "senator",
    "rep": "representative", "gov": "governor", "insp": "inspector", "supt": "superintendent", "pte": "private",
    "spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman", "chair": "chairman",
}  # fmt: skip
_APART = word_set(
    "deputy former vice acting assistant junior senior first second third opposition shadow other another"
)
"""Words that make a description somebody else's: the deputy minister is not the minister."""
_PUBLIC_BODIES = word_set(
    "ministry directorate office commission council agency department police bureau authority court parliament senate "
    "congress assembly chamber government army navy university school hospital board committee sector section branch"
)
_COMPANIES = word_set(
    "company firm group operator manufacturer contractor supplier developer utility corporation charity"
)
_OUTLETS = word_set("newspaper paper magazine weekly daily outlet broadcaster agency")
_PARTIAL = word_set(
    "one another other others second first third both some many most neither each latter former two three"
)
_HE, _SHE = word_set("he him his himself"), word_set("she her hers herself")
_IT, _THEY = word_set("it its itself"), word_set("they them their theirs themselves")
_ME, _US, _YOU = word_set("i me my mine myself"), word_set("we us our ours"), word_set("you your yours")
_TO_LINE = re.compile(r"^\s*(?:To|TO):?[ \t]+(?P<who>[^\n]+)|^\s*Dear\s+(?P<dear>[^\n,]+)", re.MULTILINE)
REACH = 1500
"""Characters back that a pronoun or description is followed."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose statement it is, how the text names them, and why we think so."""

    name: str | None
    reason: str
    naming: Naming = "unnamed"
    mention: Span | None = None
    entry: Entry | None = None
    sort: str = "unknown"
    """``person``, ``people``, ``organisation``, ``document`` or ``unknown``."""
    head: str = ""
    weak: bool = False
    phrase: Phrase | None = None

    @property
    def doubts(self) -> tuple[str, ...]:
        """Codes for what is not sure about it."""
        return ("no_speaker",) if self.name is None else ("weak_speaker",) if self.weak else ()


def unresolved(reason: str) -> Speaker:
    """Nobody, with the reason."""
    return Speaker(None, reason)


class Resolver:
    """Resolves the sources of one stretch in the order of the text, remembering who spoke before."""

    def __init__(self, text: str, stretch: Stretch, names: Names, genre: Genre) -> None:
        self.text, self.stretch, self.names, self.genre = text, stretch, names, genre
        self.sentences = [s for paragraph in stretch.paragraphs for s in paragraph]
        self._starts = [s.start for s in self.sentences]
        self._paragraphs = [p[0].start for p in stretch.paragraphs if p]

    def resolve(self, found: Sequence[Found], above: Sequence[int | None], cues: Sequence[Cue]) -> list[Speaker]:
        """A speaker for each of ``found``, which come in order with their parents' places."""
        self.found, self.above, self.out = found, above, list[Speaker]()
        for at, one in enumerate(found):
            self.out.append(self._speaker(at, one, cues[at]))
        return self.out

    def _speaker(self, at: int, one: Found, cue: Cue) -> Speaker:
        if not one.source:
            return self._unsourced(cue)
        phrase = self._phrase(one)
        if phrase.pronoun:
            return self._pronoun(at, one, phrase)
        if phrase.named is not None and phrase.named_at is not None:
            return self._named(phrase, phrase.named, phrase.named_at)
        if phrase.apposed is not None and phrase.apposed_at is not None and not phrase.is_document:
            named = self._named(phrase, phrase.apposed, phrase.apposed_at)
            return replace(named, reason=f"named beside the description “{phrase.head}”")
        if phrase.is_document:
            return self._document(at, one, phrase)
        if phrase.determiner == "this" or phrase.owner == "our":
            return self._own(phrase)
        if phrase.definite or (phrase.head and not phrase.determiner and not phrase.plural):
            return self._definite(at, one, phrase)
        return self._indefinite(at, phrase)

    def _phrase(self, one: Found) -> Phrase:
        return phrase_at(self.text, max(one.source, key=lambda s: s.length), self.names)

    def _named(self, phrase: Phrase, entry: Entry, at: Span) -> Speaker:
        form = at.of(self.text)
        reason = (
            "named in the source" if form == entry.name else f"“{' '.join(form.split())}” is {entry.name} in this text"
        )
        sort = {"person": "person", "document": "document"}.get(entry.kind, "organisation")
        return Speaker(entry.name, reason, "named", at, entry, sort, phrase.head, phrase=phrase)

    def _unsourced(self, cue: Cue) -> Speaker:
        impersonal = cue.lemma in {
            "assess",
            "judge",
            "conclude",
            "recommend",
            "resolve",
            "agree",
            "note",
            "propose",
            "decide",
        }
        part = self.stretch.part
        issuer = part.publisher or part.author
        if impersonal and self.genre in OWN_VOICE | {"minutes"} and issuer:
            return self._head(issuer, f"the paper speaks for {issuer}, who issued it")
        return unresolved("the text does not say who")

    def _head(self, name: str, reason: str, *, weak: bool = False) -> Speaker:
        """Somebody named by the head of the part."""
        entry = self.names.called(name)
        person = (entry is not None and entry.kind == "person") or name == self.stretch.part.author
        full = entry.name if entry else name
        return Speaker(full, reason, "named", None, entry, "person" if person else "organisation", weak=weak)

    def _own(self, phrase: Phrase) -> Speaker:
        """ "This office": whoever issued the paper; "our inspector": somebody of theirs."""
        part = self.stretch.part
        if phrase.determiner == "this" and not phrase.is_person and part.publisher:
            return self._head(part.publisher, "the paper's own office, by its head", weak=self.genre not in OWN_VOICE)
        return self._described(phrase)

    def _described(self, phrase: Phrase, *, weak: bool = False) -> Speaker:
        sort = "organisation" if phrase.is_organisation else "people" if phrase.plural else "person"
        naming: Naming = "described" if phrase.definite else "unnamed"
        return Speaker(
            description(phrase), "the text gives no name", naming, None, None, sort, phrase.head, weak, phrase
        )

    # --- papers

    def _document(self, at: int, one: Found, phrase: Phrase) -> Speaker:
        if phrase.head in STATEMENTS:
            owner = self._owner_of(at, one, phrase)
            if owner is not None and owner.name:
                return replace(owner, reason=f"the {phrase.head} is theirs", phrase=phrase, mention=owner.mention)
        before = self._same_head(at, one, phrase, sort="document")
        if before is not None and phrase.definite and not phrase.modifiers - before[1].phrase_words:
            return replace(before[1].speaker, reason=f"the {phrase.head} named before")
        name = phrase.head[:1].upper() + phrase.head[1:]
        return Speaker(name, "a paper is the source", "described", None, None, "document", phrase.head, phrase=phrase)

    def _owner_of(self, at: int, one: Found, phrase: Phrase) -> Speaker | None:
        """Whose statement or release it is: named in the phrase, a pronoun's, or the last to speak."""
        if phrase.owner_entry is not None:
            return Speaker(phrase.owner_entry.name, "", "named", None, phrase.owner_entry, "organisation")
        if phrase.owner in {"its", "their", "his", "her"}:
            return self._back(at, one, {"organisation", "person"}, None)
        if phrase.owner == "your":
            return self._addressee(organisation=True)
        organisations = [e for e in phrase.inside if e.kind == "organisation"]
        if organisations:
            return Speaker(organisations[0].name, "", "named", None, organisations[0], "organisation")
        part = self.stretch.part
        if self.genre == "release" and part.publisher:
            return self._head(part.publisher, "")
        return self._back(at, one, {"organisation"}, None)

    # --- descriptions

    def _indefinite(self, at: int, phrase: Phrase) -> Speaker:
        words = {phrase.head, phrase.determiner}
        if words & _PARTIAL and (
            phrase.head in {"one", "other", "second", "first", "both", "them", "another", "others"}
        ):
            return self._one_of(at, phrase)
        return self._described(phrase)

    def _one_of(self, at: int, phrase: Phrase) -> Speaker:
        """One of those who spoke before: still unnamed, described by both phrases."""
        group = next((s for s in reversed(self.out) if s.sort == "people" and s.phrase is not None), None)
        if group is None or not group.name:
            return self._described(phrase)
        name = f"unnamed, {phrase.text.lower()} ({group.name.removeprefix('unnamed ')})"
        return Speaker(
            name, "one of those described before", "unnamed", None, None, "person", group.head, phrase=phrase
        )

    def _definite(self, at: int, one: Found, phrase: Phrase) -> Speaker:
        if phrase.head in _PARTIAL:
            return self._one_of(at, phrase)
        if phrase.owner and phrase.head in {"office", "team", "department", "staff", "cabinet", "campaign"}:
            return self._office(at, one, phrase)
        if phrase.owner == "your" and (phrase.is_organisation or phrase.head in _COMPANIES):
            return self._addressee(organisation=True) or self._described(phrase)
        if phrase.is_organisation or phrase.head in _COMPANIES:
            organisation = self._organisation(one, phrase)
            if organisation is not None:
                return organisation
        if phrase.is_person:
            person = self._person(one, phrase)
            if person is not None:
                return person
        before = self._same_head(at, one, phrase, sort="")
        if before is not None:
            return replace(before[1].speaker, reason=f"the {phrase.head} described before")
        return self._described(phrase)

    def _office(self, at: int, one: Found, phrase: Phrase) -> Speaker:
        owner = phrase.owner_entry.name if phrase.owner_entry else ""
        if phrase.owner == "your":
            addressee = self._addressee(organisation=False)
            owner = addressee.name or "" if addressee else ""
        elif phrase.owner in {"his", "her", "its", "their"}:
            owner = self._back(at, one, {"person", "organisation"}, _gender(phrase.owner)).name or ""
        if not owner:
            title = re.match(r"the\s+(.+?)[’']s?\s+\w+$", phrase.text, re.IGNORECASE)
            owner = f"the {title.group(1)}" if title else ""
        if not owner:
            return self._described(phrase)
        name = f"{phrase.head.capitalize()} of {owner}"
        return Speaker(name, f"the {phrase.head} of {owner}", "described", None, None, "organisation", phrase.head)

    def _organisation(self, one: Found, phrase: Phrase) -> Speaker | None:
        """The organisation a description like "the ministry" or "the company" points back to."""
        near = self.names.before(one.source[0].start, self.stretch.span.start)
        fits = [(s, e) for s, e in near if e.kind == "organisation" and self._fits(e, phrase)]
        if not fits and phrase.head not in _COMPANIES | _OUTLETS:
            later = [
                (s, e)
                for s, e in self.names.within(self.stretch.span)
                if e.kind == "organisation" and self._fits(e, phrase)
            ]
            fits = later
        issuer = self._issuer(phrase)
        if issuer is not None:
            return issuer
        if not fits:
            return None
        several = len({e.name for _, e in fits}) > 1
        at, entry = fits[0]
        return Speaker(
            entry.name, f"“the {phrase.head}” is {entry.name}, named before", "named", at, entry, "organisation",
            phrase.head, weak=several, phrase=phrase,
        )  # fmt: skip

    def _issuer(self, phrase: Phrase) -> Speaker | None:
        part = self.stretch.part
        if not part.publisher:
            return None
        words = {w.lower() for w in part.publisher.split()}
        if self.genre in OWN_VOICE and (
            phrase.head in words or (phrase.head in _COMPANIES and not words & _PUBLIC_BODIES)
        ):
            return self._head(part.publisher, f"“the {phrase.head}” is {part.publisher}, whose paper this is")
        return None

    def _fits(self, entry: Entry, phrase: Phrase) -> bool:
        words = set(entry.low)
        if phrase.head in _COMPANIES and phrase.head not in words:
            part = self.stretch.part
            return not words & (_PUBLIC_BODIES | OUTLET_HEADS) and entry.name != part.publisher and len(words) > 1
        if phrase.head in _OUTLETS and phrase.head not in words:
            return bool(words & OUTLET_HEADS)
        return phrase.head in words and not (phrase.modifiers - words - {"national", "local", "federal", "same"})

    def _person(self, one: Found, phrase: Phrase) -> Speaker | None:
        """The named person whose title or apposition a description repeats; None where it may be somebody else."""
        head = _ABBREVIATED.get(phrase.head, phrase.head)
        near = self.names.before(one.source[0].start, self.stretch.span.start)
        later = self.names.within(Span(one.source[0].end, self.stretch.span.end))
        fits: dict[str, tuple[Span, Entry]] = {}
        for at, entry in [*near, *later]:
            roles = {_ABBREVIATED.get(r, r) for r in entry.roles}
            apart = (phrase.modifiers & _APART) ^ (roles & _APART & {"deputy", "former", "vice", "acting", "assistant"})
            if entry.kind == "person" and head in roles and not apart:
                fits.setdefault(entry.name, (at, entry))
        if not fits:
            return None
        at, entry = next(iter(fits.values()))
        unknown = phrase.modifiers - {_ABBREVIATED.get(r, r) for r in entry.roles} - set(entry.low)
        reason = f"{entry.name} is described as {phrase.head} in this text"
        if len(fits) > 1:
            return None if len(fits) > 2 else Speaker(
                entry.name, reason, "named", at, entry, "person", phrase.head, weak=True, phrase=phrase
            )  # fmt: skip
        return Speaker(entry.name, reason, "named", at, entry, "person", phrase.head, bool(unknown), phrase)

    # --- pronouns

    def _pronoun(self, at: int, one: Found, phrase: Phrase) -> Speaker:
        word = phrase.pronoun
        if word in _ME | _US:
            return self._first_person(at, one, plural=word in _US)
        if word in _YOU:
            found = self._addressee(organisation=False)
            return found or unresolved("the text does not say who is addressed")
        if word in {"who", "whom", "whose"}:
            return self._relative(one)
        sorts = (
            {"organisation", "document"} if word in _IT else {"people", "organisation"} if word in _THEY else {"person"}
        )
        return self._back(at, one, sorts, _gender(word))

    def _first_person(self, at: int, one: Found, *, plural: bool) -> Speaker:
        parent = self.quoted_in(at, one)
        if parent is not None:
            return replace(self.out[parent], reason="speaks in the quotation in the first person")
        part = self.stretch.part
        name = (
            (part.publisher or part.author) if plural and self.genre == "release" else (part.author or part.publisher)
        )
        if name is None:
            return unresolved("the paper does not name its author")
        return self._head(name, "writes in the first person as the author of this part")

    def quoted_in(self, at: int, one: Found) -> int | None:
        """The nearest statement around this one whose words are a quotation."""
        parent = self.above[at]
        where = (one.source or one.cue)[0]
        while parent is not None:
            if any(s.covers(where) and _has_quotation(self.text, s, where) for s in self.found[parent].content):
                return parent
            parent = self.above[parent]
        return None

    def _addressee(self, *, organisation: bool) -> Speaker | None:
        """Who the part is written to, by its "To" line or salutation."""
        start = self.stretch.span.start
        line = _TO_LINE.search(self.text, start, min(start + 900, self.stretch.span.end))
        if line is None:
            return None
        group = "who" if line["who"] else "dear"
        block = Span(line.start(group), line.end(group))
        wanted = self.names.within(block)
        if organisation:
            wanted = wanted or []
            wanted = [w for w in wanted if w[1].kind == "organisation"] or self._letterhead(line.start())
        else:
            wanted = [w for w in wanted if w[1].kind == "person"]
        if not wanted:
            return None
        at, entry = wanted[0]
        sort = "organisation" if organisation else "person"
        return Speaker(entry.name, "addressed in this part", "named", at, entry, sort, weak=organisation)

    def _letterhead(self, end: int) -> list[tuple[Span, Entry]]:
        """Organisations of the address block above a salutation, other than the sender's."""
        own = self.stretch.part.publisher or ""
        block = self.names.within(Span(self.stretch.span.start, end))
        return [(s, e) for s, e in block[::-1] if e.kind == "organisation" and e.name.lower() != own.lower()]

    def _relative(self, one: Found) -> Speaker:
        near = self.names.before(one.source[0].start, one.source[0].start - 60)
        for span, entry in near:
            if not self.text[span.end : one.source[0].start].strip(" ,\n"):
                return Speaker(entry.name, "the name right before “who”", "named", span, entry, "person")
        return unresolved("the words before “who” name nobody")

    def _back(self, at: int, one: Found, sorts: set[str], gender: Gender | None) -> Speaker:
        """Whom a pronoun points back to: the speaker around it, the last speaker, or the last sentence's subject."""
        holder = self._around(at, one, sorts, gender)
        if holder is not None:
            return holder
        where = one.source[0].start if one.source else one.hull.start
        last = self._last_speaker(at, where, sorts, gender)
        subject = self._subject(where, sorts, gender)
        if last is not None and (subject is None or subject[0] <= last[0]):
            return replace(
                last[1], reason=self._because(last[1]), weak=last[1].weak or self._rival(last, where, sorts, gender)
            )
        if subject is not None:
            return subject[1]
        return unresolved("no one before it fits the pronoun")

    def _because(self, speaker: Speaker) -> str:
        return f"the pronoun goes back to {speaker.name}, who spoke last" if speaker.name else speaker.reason

    def _around(self, at: int, one: Found, sorts: set[str], gender: Gender | None) -> Speaker | None:
        parent = self.above[at]
        if parent is None or self.quoted_in(at, one) is not None:
            return None
        speaker = self.out[parent]
        if speaker.name and self._agrees(speaker, sorts, gender):
            return replace(speaker, reason=f"{speaker.name} is who the sentence around it quotes")
        return None

    def _agrees(self, speaker: Speaker, sorts: set[str], gender: Gender | None) -> bool:
        if speaker.sort not in sorts:
            return False
        known = speaker.entry.gender if speaker.entry else _described_gender(speaker)
        return gender is None or known is None or known == gender

    def _last_speaker(self, at: int, where: int, sorts: set[str], gender: Gender | None) -> tuple[int, Speaker] | None:
        """The nearest speaker before who fits, no further than the paragraph before."""
        least = self._paragraph_before(where)
        level = self.above[at]
        for i in range(at - 1, -1, -1):
            if self.above[i] not in {level, None}:
                continue
            place = (self.found[i].source or self.found[i].cue)[0].start
            if place < least:
                return None
            if place < where and self._agrees(self.out[i], sorts, gender):
                return place, self.out[i]
        return None

    def _subject(self, where: int, sorts: set[str], gender: Gender | None) -> tuple[int, Speaker] | None:
        """The first fitting name of the sentence before, or of this one, outside quotations."""
        here = self._sentence(where)
        for index in (here, here - 1):
            if index < 0:
                continue
            sentence = self.sentences[index]
            for span, entry in self.names.within(Span(sentence.start, min(sentence.end, where))):
                if self._in_quotation(span) or self.text[span.end : span.end + 2] in {"’s", "'s"}:
                    continue
                sort = {"person": "person", "document": "document"}.get(entry.kind, "organisation")
                known = entry.gender
                fits = sort in sorts and entry.kind != "place" and (gender is None or known is None or known == gender)
                if fits:
                    reason = f"the pronoun goes back to {entry.name}, named just before"
                    return span.start, Speaker(entry.name, reason, "named", span, entry, sort, weak=True)
            if "document" in sorts:
                paper = self._paper(sentence, where)
                if paper is not None:
                    return paper
        return None

    def _paper(self, sentence: Span, where: int) -> tuple[int, Speaker] | None:
        """The paper that is the subject of a sentence, as in "The two-page note, dated 3 May, was ..."."""
        opening = re.match(r"(?:The|A|An|This|His|Her|Its|Their)\s[^,.;]{3,60}", sentence.of(self.text)[:90])
        if opening is None or sentence.start + opening.end() > where:
            return None
        phrase = phrase_at(self.text, Span(sentence.start, sentence.start + opening.end()), self.names)
        if not phrase.is_document:
            return None
        name = phrase.named.name if phrase.named else phrase.head.capitalize()
        speaker = Speaker(name, "a paper is the source, named just before", "described", None, phrase.named, "document",
                          phrase.head, phrase=phrase)  # fmt: skip
        return sentence.start, speaker

    def _rival(self, last: tuple[int, Speaker], where: int, sorts: set[str], gender: Gender | None) -> bool:
        """Whether somebody else who fits is named between the last speaker and the pronoun, outside quotations."""
        for span, entry in self.names.within(Span(last[0], where)):
            sort = {"person": "person", "document": "document"}.get(entry.kind, "organisation")
            other = entry is not last[1].entry and sort in sorts and entry.kind != "place"
            if other and gender in {None, entry.gender} and sort == "person" and not self._in_quotation(span):
                return True
        return False

    # --- where things stand

    def _same_head(self, at: int, one: Found, phrase: Phrase, *, sort: str) -> tuple[int, _Before] | None:
        """The last speaker described by the same head noun."""
        for i in range(at - 1, -1, -1):
            speaker = self.out[i]
            if one.source[0].start - self.found[i].hull.start > REACH * 4:
                return None
            if speaker.head == phrase.head and speaker.name and (not sort or speaker.sort == sort):
                return i, _Before(speaker)
        return None

    def _sentence(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _paragraph_before(self, offset: int) -> int:
        """Where the paragraph before the one around ``offset`` opens."""
        at = bisect_right(self._paragraphs, offset) - 1
        return self._paragraphs[max(at - 1, 0)] if self._paragraphs else 0

    def _in_quotation(self, span: Span) -> bool:
        sentence = self.sentences[max(self._sentence(span.start), 0)] if self.sentences else span
        return _has_quotation(self.text, Span(sentence.start, span.end), span)


@dataclass(frozen=True, slots=True)
class _Before:
    speaker: Speaker

    @property
    def phrase_words(self) -> frozenset[str]:
        phrase = self.speaker.phrase
        return phrase.modifiers | frozenset(phrase.text.lower().split()) if phrase else frozenset()


def _gender(pronoun: str) -> Gender | None:
    return "m" if pronoun in _HE else "f" if pronoun in _SHE else None


def _described_gender(speaker: Speaker) -> Gender | None:
    words = set((speaker.name or "").lower().replace(",", " ").split()[:4])
    women = {"woman", "wife", "mother", "sister", "daughter", "spokeswoman", "widow", "girl", "aunt", "policewoman"}
    men = {"man", "husband", "father", "brother", "son", "spokesman", "boy", "uncle", "fisherman", "policeman"}
    return "f" if words & women else "m" if words & men else None


def _has_quotation(text: str, content: Span, inner: Span) -> bool:
    """Whether ``inner`` stands within quotation marks inside ``content``, or ``content`` is quoted whole."""
    if is_quoted(text, content):
        return True
    before = text[content.start : inner.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
