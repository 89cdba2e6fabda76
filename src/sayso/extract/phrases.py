"""Takes the words of a source apart: its determiner, its head noun, whose it is, and the names in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.extract.lexicon import DOCUMENT_HEADS, ORGANISATION_HEADS, PLURAL_ROLES, ROLE_NOUNS, word_set
from sayso.extract.names import Entry, Names
from sayso.model.span import Span
from sayso.nets.tokens import is_one_piece

PRONOUNS = word_set(
    "i me my mine we us our ours you your he him his she her hers it its they them their theirs who whom whose which "
    "himself herself itself themselves myself"
)
DEFINITE = word_set("the this that these those his her its their my our your same both")
INDEFINITE = word_set(
    "a an some any another one two three four five six seven eight nine ten several many most few other others "
    "dozens hundreds thousands somebody someone anyone no every each certain various"
)
_POSSESSIVES = word_set("my our your his her its their")
_WORD = re.compile(r"[^\W_]+(?:[-.’'][^\W_]+)*")
_PARTICIPLES = (
    "seen|shown|handed|passed|using|speaking|consulted|commanding|working|living|having|involved|responsible|based|dated|obtained|published|"
    "released|issued|written|signed|sent|prepared|compiled|leaked|marked|named|called|identified"
)
"""Behind a noun they open what is told of it; before one ("a leaked memo") they belong to it."""
_STOP = re.compile(
    r"\s*(?:,|\(|;|:|\s[-–—]\s|\b(?:of|in|from|for|at|with|on|to|by|near|under|below|above|upstream|downstream|outside|"
    rf"inside|behind|within|among|who|whom|whose|which|that|familiar|close|said|has|had|was|is|are|were|{_PARTICIPLES})\b)",
    re.IGNORECASE,
)
_BEFORE_NOUN = re.compile(rf"\s*(?:{_PARTICIPLES})\s+[a-z]", re.IGNORECASE)
_SECRECY = re.compile(
    r",?\s+(?:who|speaking|on condition|not)\b[^,]*?\b(?:not (?:to )?be (?:named|identified)|name|anonym\w+|identified|"
    r"separately|authori[sz]ed)\b.*$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in pieces; ``named`` is the entry its head names, ``apposed`` the one in its apposition."""

    text: str
    span: Span
    determiner: str
    head: str
    """Head noun in lower case; for a pronoun the pronoun."""
    modifiers: frozenset[str]
    owner: str
    """Whose it is: a possessive pronoun, or the words before "'s"."""
    named: Entry | None
    named_at: Span | None
    apposed: Entry | None
    apposed_at: Span | None
    owner_entry: Entry | None
    prefixed: tuple[Span, Entry] | None
    """The organisation named right before the head, as in "the Altona agency"."""
    inside: tuple[Entry, ...]

    @property
    def plural(self) -> bool:
        """Whether several are meant."""
        return self.head in PLURAL_ROLES or self.determiner in {
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "several",
        }

    @property
    def definite(self) -> bool:
        """Whether it points back to somebody the reader should know."""
        return self.determiner in DEFINITE or bool(self.owner)

    @property
    def pronoun(self) -> str:
        """The pronoun it is, or empty."""
        return self.head if self.head in PRONOUNS and len(self.text.split()) == 1 else ""

    @property
    def is_document(self) -> bool:
        """Whether its head is something written."""
        return self.named.kind == "document" if self.named else self.head in DOCUMENT_HEADS

    @property
    def is_person(self) -> bool:
        """Whether its head is a person or people."""
        return self.named.kind == "person" if self.named else self.head in ROLE_NOUNS

    @property
    def is_organisation(self) -> bool:
        """Whether its head is an organisation, or a place that stands for one."""
        return self.named.kind in {"organisation", "place"} if self.named else self.head in ORGANISATION_HEADS


def phrase_at(text: str, span: Span, names: Names) -> Phrase:
    """The noun phrase that covers ``span``."""
    inside = names.within(span)
    core = Span(span.start, _core_end(text, span, inside))
    words = [(m.group(), Span(m.start(), m.end())) for m in _WORD.finditer(text, core.start, core.end)]
    low = [w.lower() for w, _ in words]
    named = next(((s, e) for s, e in inside if words and s.end == words[-1][1].end), None)
    owner, owner_entry = _owner(text, core, inside, low)
    bare = [re.sub(r"[’']s?$", "", w) for w in low]
    apposed = _apposed(text, span, core, inside)
    return Phrase(
        text=" ".join(span.of(text).split()),
        span=span,
        determiner=low[0] if low and low[0] in DEFINITE | INDEFINITE else "",
        head=bare[-1] if bare else "",
        modifiers=frozenset(bare[:-1]) - DEFINITE - INDEFINITE,
        owner=owner,
        named=named[1] if named else None,
        named_at=named[0] if named else None,
        apposed=apposed[1] if apposed else None,
        apposed_at=apposed[0] if apposed else None,
        owner_entry=owner_entry,
        prefixed=_prefixed(text, inside, words),
        inside=tuple(e for _, e in inside),
    )


def description(phrase: Phrase, owner: str | None = None) -> str:
    """``unnamed`` and the text's own words for somebody, less an opening article and a plea not to be named.

    With ``owner`` the name stands for "his" or "my": "unnamed brother of Vera Stoll".
    """
    words = _SECRECY.sub("", phrase.text).rstrip(" ,;").replace(" nor ", " and ")
    first, _, rest = words.partition(" ")
    if first.lower() in {"a", "an", "the", "some"} and rest:
        words = rest
    elif first.lower() in INDEFINITE | {"rights"}:
        words = first.lower() + (" " + rest if rest else "")
    possessive, _, rest = words.partition(" ")
    if possessive.lower() in _POSSESSIVES and rest:
        words = f"{rest.split(',')[0]} of {owner}" if owner else rest
    named = {w for e in phrase.inside for form in (e.name, *e.forms) for w in form.split()} | set((owner or "").split())
    first, *others = words.split() or [""]
    kept = [w if w.strip(",’'s") in named or w in named else _lowered(w) for w in others]
    owned = first.endswith(("’s", "'s")) and not is_one_piece(first[:-2])
    return " ".join(["unnamed", first if first in named or owned else first[:1].lower() + first[1:], *kept])


def _lowered(word: str) -> str:
    """A word of a description in lower case where only its place or its rank gave it a capital."""
    return word.lower() if word.strip(",").lower() in ROLE_NOUNS | DOCUMENT_HEADS | INDEFINITE | DEFINITE else word


def _prefixed(text: str, inside: list[tuple[Span, Entry]], words: list[tuple[str, Span]]) -> tuple[Span, Entry] | None:
    if len(words) < 2:
        return None
    found = ((s, e) for s, e in inside if s.end == words[-2][1].end and e.kind == "organisation")
    return next((f for f in found if not text[f[0].end : words[-1][1].start].strip()), None)


def _core_end(text: str, span: Span, inside: list[tuple[Span, Entry]]) -> int:
    """Where the phrase's own noun ends: before its first comma, preposition or clause outside a name."""
    at = span.start
    while True:
        stop = _STOP.search(text, at, span.end)
        if stop is None:
            return span.end
        around = next((s for s, _ in inside if s.start < stop.end() and stop.start() < s.end), None)
        before = text[span.start : stop.start()].strip().lower()
        opens = before in DEFINITE | INDEFINITE and _BEFORE_NOUN.match(text, stop.start(), span.end)
        if around is None and before and not opens:
            return stop.start()
        at = around.end if around is not None else stop.end()


def _owner(text: str, core: Span, inside: list[tuple[Span, Entry]], low: list[str]) -> tuple[str, Entry | None]:
    if low and low[0] in {"my", "our", "your", "his", "her", "its", "their"} and len(low) > 1:
        return low[0], None
    for span, entry in inside:
        if core.covers(span) and text[span.end : span.end + 2] in {"’s", "'s", "’ ", "' "} and span.end + 2 < core.end:
            return span.of(text), entry
    possessive = next((w for w in low[:-1] if w.endswith(("’s", "'s", "s’", "s'"))), "")
    return re.sub(r"[’']s?$", "", possessive), None


def _apposed(text: str, span: Span, core: Span, inside: list[tuple[Span, Entry]]) -> tuple[Span, Entry] | None:
    """The person whose name makes up a whole piece between commas after the core."""
    for at, entry in inside:
        if at.start < core.end or entry.kind != "person":
            continue
        before = text[max(core.end, at.start - 40) : at.start]
        piece = before.rsplit(",", 1)
        after = text[at.end : at.end + 1]
        titles = piece[-1].split()
        if len(piece) == 2 and len(titles) <= 4 and (after in {",", ".", ""} or at.end >= span.end):
            return at, entry
    return None
