"""Who speaks: names, descriptions, papers and pronouns, resolved within one text or left open, each with its reason.

A wrong name harms a real person. Where two people fit, nobody is named, or the line carries a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.extract.barenames import looks_named, several
from sayso.extract.cues import Cue
from sayso.extract.genre import OWN_VOICE, Genre
from sayso.extract.issuers import COMPANIES, ORGANS, PUBLIC_BODIES, Issuer
from sayso.extract.lexicon import OUTLET_HEADS, STATEMENTS, word_set
from sayso.extract.names import Entry, Names
from sayso.extract.parts import Stretch
from sayso.extract.phrases import PRONOUNS, Phrase, description, phrase_at
from sayso.extract.spans import Found
from sayso.extract.speaker import Speaker, SpeakerSort, entry_sort, held_office, pronoun_gender, unresolved
from sayso.extract.titles import opened_by, summed_up
from sayso.extract.trail import Trail
from sayso.extract.writer import addressee, signature
from sayso.model.span import Span, Spans
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
_OUTLETS = word_set("newspaper paper magazine weekly daily outlet broadcaster agency")
_OFFICES = word_set("office team department staff cabinet campaign desk")
_PARTIAL = word_set(
    "one another other others second first third both some many most neither each latter former two three"
)
_WORK = word_set("survey study analysis research examination inspection investigation inquiry count measurement review")
_SIDES = re.compile(
    r"(?P<how>one|two|three|four|five|six|seven|some|several|many|most|all) of (?P<whom>[\w’']+)\b", re.IGNORECASE
)
_MINISTER = re.compile(r"\b(?P<of>[A-Z]\w+) (?:Minister|Secretary)\b")
_IT, _THEY = word_set("it its itself"), word_set("they them their theirs themselves")
_OWN_PAGE = re.compile(r"\b(?:this|our) (?:article|story|report|edition|column|item|website)\b", re.IGNORECASE)
_RELATIVE = word_set("who whom whose which")
_ME, _US, _YOU = word_set("i me my mine myself"), word_set("we us our ours"), word_set("you your yours")
_ASKED = word_set("witness deponent respondent interviewee accused claimant")
"""Whoever answers at a sitting."""
_ANYBODY = word_set("man woman")
_NAMED_BEHIND = re.compile(r",\s+(?:the\s+)?[A-Z]")
"""A name behind a description, which then is nobody else's."""
_OWNERS = word_set("my our your his her its their")
_OF_A_BODY: frozenset[Genre] = frozenset(("release", "sheet", "report"))
"""Papers in which "we" is the body that issues them, whoever signs."""
_IMPERSONAL = word_set("assess judge conclude recommend resolve agree note propose decide estimate")
REACH = 20_000
"""Characters either way in which a description like "the ministry" is looked up."""
LATEST = 200
"""Statements back in which somebody described is looked up."""


class Resolver:
    """Resolves the sources of one stretch in the order of the text."""

    def __init__(self, text: str, stretch: Stretch, names: Names, genre: Genre) -> None:
        self.text, self.stretch, self.names, self.genre = text, stretch, names, genre
        self.trail = Trail(text, stretch, names)
        self.issuer = Issuer(text, stretch, names, genre)
        self._learnt: set[str] = set()
        self.summed_up: Mapping[int, int] = {}
        """For each statement of a heading the one below that it sums up."""
        self._offices = {m["of"] for m in _MINISTER.finditer(text, *stretch.span)} - {"Prime", "Deputy", "The"}

    def resolve(
        self, found: Sequence[Found], above: Sequence[int | None], cues: Sequence[Cue], addressed: Sequence[Spans]
    ) -> list[Speaker]:
        """A speaker for each of ``found``, which come in order with their parents' places and whom they address."""
        self._resolve(found, above, cues, addressed)
        if self.genre not in {"article", "paper"}:
            return self.trail.out
        self.summed_up = summed_up(self.text, self.stretch, found, self.trail.out)
        meant = {at: below for at, below in self.summed_up.items() if self.trail.out[at].naming != "named"}
        meant |= opened_by(self.text, found, above, self.trail.out)
        if meant:
            self._learn(meant)
            self._resolve(found, above, cues, addressed)
        for at, below in meant.items():
            self.trail.out[at] = replace(self.trail.out[below], reason="says so in the text below", weak=True)
        return self.trail.out

    def _resolve(
        self, found: Sequence[Found], above: Sequence[int | None], cues: Sequence[Cue], addressed: Sequence[Spans]
    ) -> None:
        self.trail.follow(found, above, addressed)
        for at, one in enumerate(found):
            self.trail.out.append(self._speaker(at, one, cues[at]))

    def _learn(self, meant: Mapping[int, int]) -> None:
        """Notes what a heading calls somebody ("verger") whom the text below it names."""
        for at, below in meant.items():
            entry, head = self.trail.out[below].entry, self.trail.out[at].head
            if entry is not None and entry.kind == "person" and head and head not in PRONOUNS:
                entry.roles.add(head)
                self._learnt.add(head)

    def _speaker(self, at: int, one: Found, cue: Cue) -> Speaker:
        if not one.source:
            return self._unsourced(cue)
        phrase = phrase_at(self.text, max(one.source, key=lambda s: s.length), self.names)
        if phrase.pronoun:
            return self._pronoun(at, phrase)
        if phrase.text.split(maxsplit=1)[0].lower() in _RELATIVE:
            return self._relative(phrase)
        named = self._by_name(phrase)
        return named if named is not None else self._by_description(at, one, phrase)

    def _by_name(self, phrase: Phrase) -> Speaker | None:
        found = several(self.text, phrase, self.names) or self.issuer.called_shortly(phrase)
        found = found or self.issuer.staff(phrase)
        if found is not None:
            return found
        if phrase.named is not None and phrase.named_at is not None:
            return self._named(phrase, phrase.named, phrase.named_at)
        if phrase.apposed is not None and phrase.apposed_at is not None and not phrase.is_document:
            named = self._named(phrase, phrase.apposed, phrase.apposed_at)
            return replace(named, reason=f"named beside the description “{phrase.head}”")
        if phrase.prefixed is not None and phrase.is_organisation and not phrase.owner:
            return self._named(phrase, phrase.prefixed[1], phrase.prefixed[0])
        if not phrase.is_document and looks_named(self.text, self.stretch.span, phrase, self.genre):
            reason = "a name as it stands; nothing else in this text tells who it is"
            name = phrase.text.rstrip(" ,")
            return Speaker(name, reason, "named", None, None, "person", weak=True, phrase=phrase)
        return None

    def _by_description(self, at: int, one: Found, phrase: Phrase) -> Speaker:
        if phrase.head in _WORK and phrase.owner:
            owner = self._owner(at, phrase)
            if owner is not None and owner.name:
                return replace(owner, reason=f"the {phrase.head} is theirs", head=phrase.head, phrase=phrase)
        if phrase.is_document:
            return self._document(at, phrase)
        if phrase.determiner == "this" or phrase.owner == "our":
            return self._own(at, phrase)
        if phrase.head in _PARTIAL or _SIDES.match(phrase.text):
            return self._some_of(at, phrase)
        if phrase.definite or (phrase.head and not phrase.determiner and not phrase.plural):
            return self._definite(at, one, phrase)
        return self._described(at, phrase)

    def _named(self, phrase: Phrase, entry: Entry, at: Span) -> Speaker:
        form = " ".join(at.of(self.text).split())
        reason = "named in the source" if form == entry.name else f"“{form}” is {entry.name} in this text"
        shared = at in entry.shared
        return Speaker(entry.name, reason, "named", at, entry, entry_sort(entry), phrase.head, shared, phrase)

    def _unsourced(self, cue: Cue) -> Speaker:
        part = self.stretch.part
        issuer = part.publisher or part.author
        if cue.lemma in _IMPERSONAL and self.genre in OWN_VOICE | {"minutes"} and issuer:
            return self.issuer.head(issuer, f"the paper speaks for {issuer}, who issued it")
        return unresolved("the text does not say who")

    def _own(self, at: int, phrase: Phrase) -> Speaker:
        """Whoever issued the paper, for "this office"; for "our driver" somebody of theirs."""
        part = self.stretch.part
        if phrase.determiner == "this" and not phrase.is_person and part.publisher:
            return self.issuer.head(
                part.publisher, "the paper's own office, by its head", weak=self.genre not in OWN_VOICE
            )
        return self._described(at, phrase)

    def _described(self, at: int | None, phrase: Phrase) -> Speaker:
        sort: SpeakerSort = "people" if phrase.plural else "person"
        if not phrase.is_person and not phrase.plural and phrase.is_organisation:
            sort = "organisation"
        naming: Naming = "described" if phrase.definite else "unnamed"
        owner = self._owner(at, phrase) if at is not None and phrase.owner in _OWNERS else None
        # "Our bank" in a person's letter is the bank of whoever they write for, who is not named.
        theirs = owner and not (phrase.owner == "our" and owner.sort == "person")
        name = description(phrase, owner.name if owner and theirs else None)
        return Speaker(name, "the text gives no name", naming, None, None, sort, phrase.head, phrase=phrase)

    # --- papers

    def _document(self, at: int, phrase: Phrase) -> Speaker:
        if _OWN_PAGE.search(phrase.text) and self.stretch.part.publisher:
            return self.issuer.head(self.stretch.part.publisher, "its own article is the source")
        if phrase.head in STATEMENTS:
            owner = self._issuer_of(at, phrase)
            if owner is not None and owner.name:
                return replace(owner, reason=f"the {phrase.head} is theirs", phrase=phrase)
        before = self.trail.same_head(at, phrase) if phrase.definite else None
        if before is not None and before.sort == "document":
            return replace(before, reason=f"the {phrase.head} named before")
        return self.trail.paper(phrase, "a paper is the source")

    def _issuer_of(self, at: int, phrase: Phrase) -> Speaker | None:
        """Whose statement or release it is: named in the phrase, a pronoun's, or the last organisation to speak."""
        if phrase.owner == "your":
            return addressee(self.text, self.stretch, self.names, organisation=True)
        if phrase.owner:
            return self._owner(at, phrase)
        organisations = [e for e in phrase.inside if e.kind == "organisation"]
        if organisations:
            return Speaker(organisations[0].name, "", "named", None, organisations[0], "organisation")
        part = self.stretch.part
        if self.genre == "release" and part.publisher:
            return self.issuer.head(part.publisher, "")
        return self.trail.back(at, {"organisation"}, None)

    def _owner(self, at: int | None, phrase: Phrase) -> Speaker | None:
        """Whose something is: named in the phrase, or the one its "his" or "my" points to."""
        if phrase.owner_entry is not None:
            entry = phrase.owner_entry
            return Speaker(entry.name, "", "named", None, entry, entry_sort(entry))
        if at is None or phrase.owner not in _OWNERS:
            return None
        if phrase.owner in {"my", "our"}:
            return self._first_person(at, plural=phrase.owner == "our")
        if phrase.owner == "your":
            return addressee(self.text, self.stretch, self.names, organisation=False)
        sorts = {"organisation"} if phrase.owner == "its" else {"person", "people", "organisation"}
        return self.trail.back(
            at, sorts if phrase.owner in {"its", "their"} else {"person"}, pronoun_gender(phrase.owner)
        )

    # --- descriptions

    def _some_of(self, at: int, phrase: Phrase) -> Speaker:
        """Some of those who spoke before: still unnamed, described by both phrases."""
        side = _SIDES.match(phrase.text)
        if side is not None and side["whom"].lower() not in {"them", "these", "those", "whom", "the"}:
            rest = phrase_at(self.text, Span(phrase.span.start + side.start("whom"), phrase.span.end), self.names)
            return replace(self._described(at, rest), naming="unnamed", sort="person")
        group = next(
            (s for s in reversed(self.trail.out[-LATEST:]) if s.sort == "people" and s.phrase is not None), None
        )
        if group is None or group.phrase is None:
            return replace(self._described(at, phrase), naming="unnamed")
        of = f" of {group.phrase.determiner}" if group.phrase.determiner not in {"", "the"} else ""
        which = phrase.text.split(" of ")[0].lower().rstrip(" ,")
        name = f"unnamed {group.head.removesuffix('s')}, {which}{of}"
        return Speaker(
            name, "one of those described before", "unnamed", None, None, "person", group.head, phrase=phrase
        )

    def _definite(self, at: int, one: Found, phrase: Phrase) -> Speaker:
        if phrase.owner and phrase.head in _OFFICES:
            return self._office(at, phrase)
        if phrase.owner == "your" and (phrase.is_organisation or phrase.head in COMPANIES):
            return addressee(self.text, self.stretch, self.names, organisation=True) or self._described(at, phrase)
        known = None
        if phrase.owner not in _OWNERS or phrase.owner == "our":
            body = phrase.is_organisation or phrase.head in COMPANIES | ORGANS
            known = self._organisation(one, phrase) if body else None
            known = known or (self._person(one, phrase) if phrase.is_person or phrase.head in self._learnt else None)
        if known is not None:
            return known
        before = self.trail.same_head(at, phrase)
        if before is not None:
            return replace(before, reason=f"the {phrase.head} described before")
        before = self.trail.questioned(at) if phrase.head in _ASKED and self.genre == "minutes" else None
        before = before or (self.trail.same_one(at, phrase) if phrase.head in _ANYBODY else None)
        return before or self._described(at, phrase)

    def _office(self, at: int, phrase: Phrase) -> Speaker:
        found = self._owner(at, phrase)
        owner = (found.name or "") if found else ""
        held = held_office(self.text, found.entry) if found and found.entry and phrase.head == "office" else None
        owner = f"{held}, {owner}" if held else owner
        if not owner:
            title = re.match(r"the\s+(.+?)[’']s?\s+\w+$", phrase.text, re.IGNORECASE)
            owner = f"the {title.group(1)}" if title else ""
        if not owner:
            return self._described(at, phrase)
        name = f"{phrase.head.capitalize()} of {owner}"
        reason = f"the {phrase.head} of {owner}"
        return Speaker(name, reason, "described", None, None, "organisation", phrase.head)

    def _organisation(self, one: Found, phrase: Phrase) -> Speaker | None:
        """The organisation a description like "the ministry" or "the company" points back to."""
        issuer = self.issuer.meant(phrase)
        if issuer is not None or _NAMED_BEHIND.search(phrase.text):
            return issuer
        near, later = self._named_around(one)
        fits = [(s, e) for s, e in near if e.kind == "organisation" and self._fits(e, phrase)]
        if not fits and phrase.head not in _OUTLETS:
            fits = [(s, e) for s, e in later if e.kind == "organisation" and self._fits(e, phrase)]
            fits = self._speaking(fits) if phrase.head in COMPANIES else fits
        if not fits:
            return self._ministry(phrase)
        at, entry = fits[0]
        several = len({e.name for _, e in fits}) > 1
        reason = f"“the {phrase.head}” is {entry.name}, named in this text"
        return Speaker(entry.name, reason, "named", at, entry, "organisation", phrase.head, several, phrase)

    def _speaking(self, fits: Sequence[tuple[Span, Entry]]) -> list[tuple[Span, Entry]]:
        """Of ``fits`` those named as sources, if they are one body: it is quoted, and so it is what all is about."""
        heard = [(at, e) for at, e in fits if any(s.covers(at) for f in self.trail.found for s in f.source)]
        return heard if len({e.name for _, e in heard}) == 1 else []

    def _named_around(self, one: Found) -> tuple[list[tuple[Span, Entry]], list[tuple[Span, Entry]]]:
        """The names before a source, nearest first, and those after it, as far as a description is followed."""
        at, (start, end) = one.source[0], self.stretch.span
        before = self.names.before(at.start, max(start, at.start - REACH))
        return before, self.names.within(Span(at.end, min(end, at.end + REACH)))

    def _ministry(self, phrase: Phrase) -> Speaker | None:
        """The ministry of the one minister a text names."""
        if phrase.head != "ministry" or phrase.modifiers:
            return None
        if len(self._offices) != 1:
            return None
        name = f"{min(self._offices)} Ministry"
        reason = "the ministry of the minister named"
        return Speaker(name, reason, "described", None, None, "organisation", "ministry", phrase=phrase)

    def _fits(self, entry: Entry, phrase: Phrase) -> bool:
        words = set(entry.low)
        if phrase.head in COMPANIES and phrase.head not in words:
            own = entry.name == self.stretch.part.publisher
            return not words & (PUBLIC_BODIES | OUTLET_HEADS) and not own and len(words) > 1
        if phrase.head in _OUTLETS and phrase.head not in words:
            return bool(words & OUTLET_HEADS)
        return phrase.head in words and not (phrase.modifiers - words - {"national", "local", "federal", "same"})

    def _person(self, one: Found, phrase: Phrase) -> Speaker | None:
        """The named person whose title or apposition a description repeats; None where it may be somebody else."""
        head = _ABBREVIATED.get(phrase.head, phrase.head)
        near, later = self._named_around(one)
        fits: dict[str, tuple[Span, Entry]] = {}
        for at, entry in [*near, *later]:
            roles = {_ABBREVIATED.get(r, r) for r in entry.roles}
            apart = (phrase.modifiers & _APART) ^ (roles & word_set("deputy former vice acting assistant"))
            apart -= {"former"} if f"once {head}" in roles else set()
            if entry.kind == "person" and head in roles and not apart:
                fits.setdefault(entry.name, (at, entry))
        if not fits or len(fits) > 2:
            return None
        at, entry = next(iter(fits.values()))
        unknown = phrase.modifiers - {_ABBREVIATED.get(r, r) for r in entry.roles} - set(entry.low)
        reason = f"{entry.name} is described as {phrase.head} in this text"
        weak = bool(unknown) or len(fits) > 1
        return Speaker(entry.name, reason, "named", at, entry, "person", phrase.head, weak, phrase)

    # --- pronouns

    def _pronoun(self, at: int, phrase: Phrase) -> Speaker:
        word = phrase.pronoun
        if word in _ME | _US:
            return self._first_person(at, plural=word in _US)
        if word in _YOU:
            return addressee(self.text, self.stretch, self.names, organisation=False) or unresolved(
                "the text does not say who is addressed"
            )
        if word in _RELATIVE:
            return self._relative(phrase)
        if word in _IT | _THEY and (theirs := self.issuer.staff_before(self.trail.sentence_before(at))):
            return theirs
        thing = {"organisation", "document"}
        sorts = thing if word in _IT else {"people", "organisation"} if word in _THEY else {"person"}
        found = self.trail.back(at, sorts, pronoun_gender(word))
        if found.name is None and word in _IT and self.genre == "release" and self.stretch.part.publisher:
            return self.issuer.head(self.stretch.part.publisher, "the release speaks of nobody else", weak=True)
        return found

    def _first_person(self, at: int, *, plural: bool) -> Speaker:
        parent = self.trail.quoted_in(at)
        if parent is not None:
            return replace(self.trail.out[parent], reason="speaks in the quotation in the first person")
        part = self.stretch.part
        body = plural and self.genre in _OF_A_BODY
        names = (part.publisher, part.author) if body else (part.author, part.publisher)
        signed = None if part.author or (plural and part.publisher) else signature(self.text, self.stretch, self.names)
        if signed is not None:
            return signed
        name = names[0] or names[1]
        if name is None:
            return unresolved("the paper does not name its author")
        return self.issuer.head(name, "writes in the first person as the author of this part")

    def _relative(self, phrase: Phrase) -> Speaker:
        start, opening = phrase.span.start, phrase.text.split(maxsplit=1)[0]
        for span, entry in self.names.before(start, max(start - 60, 0)):
            if entry.kind != "place" and not self.text[span.end : start].strip(" ,\n"):
                reason = f"the name right before “{opening}”"
                return Speaker(entry.name, reason, "named", span, entry, entry_sort(entry))
        return unresolved(f"the words before “{opening}” name nobody")
