"""Papers: which documents of the pile somebody means by "a memo of 16 September" or "the letter from the Office"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.link.names import bare
from sayso.link.wordsets import word_set
from sayso.model.document import Document

_HEAD_CHARS = 700
_LABEL_WORDS, _TITLE_WORDS = 6, 14
"""A longer line at the head of a page is a headline about a paper, not its label; one that opens with it may be."""
_NOT_FOR = re.compile(r"\bnot for\b|\bdo not\b", re.IGNORECASE)
_KINDS: Mapping[str, str] = {
    word: kind
    for kind, words in {
        "memo": "memo memorandum memoranda note notes minute",
        "letter": "letter",
        "mail": "e-mail email mail message",
        "log": "log logbook diary journal register book",
        "sheet": "sheet form table",
        "report": "report study survey review inquiry assessment digest bulletin analysis summary",
        "order": "order instruction directive direction circular",
        "release": "statement release communique announcement notice correction",
        "minutes": "minutes protocol",
        "transcript": "transcript recording tape",
        "contract": "contract agreement invoice receipt",
    }.items()
    for word in words.split()
}
_ANY = word_set(
    "copy copies page pages document documents paper papers file files photograph photo picture scan version versions "
    "original record records text"
)
"""Words that may mean a paper of any kind."""
_ADDRESSED = frozenset({"memo", "letter"})
"""What a page with lines "To:" and "From:" but without a label can be called."""
_TO, _FROM = re.compile(r"^To:", re.MULTILINE), re.compile(r"^From:", re.MULTILINE)
_DEAR = re.compile(
    r"^Dear |^(?:My )?(?:Sirs?|Madam|Gentlemen|Minister|Excellency|Chairman|Commissioner|Director|Ambassador|Governor|"
    r"Mayor|(?:Mr|Mrs|Ms|Dr) [A-Z]\w+),[ \t]*$",
    re.MULTILINE,
)
"""How a page opens that is written to somebody."""
_ON = re.compile(r"^(?:Subject|Re):", re.MULTILINE)
_BYLINE = re.compile(r"^(?:[^\w\n]*)By [A-Z]|\bstaff and [A-Z]|\([A-Z]\w+\) - ", re.MULTILINE)
_PASSED_ON = re.compile(
    r"\b(?:seen|obtained|shown|given|passed|leaked|sent|handed|published|released|reviewed|circulated|provided) "
    r"(?:by|to)\b",
    re.IGNORECASE,
)
"""Behind these stand those who got the paper, who are not those who wrote it."""
_LIKE = word_set(
    "the a an his her its their this that one another second first third new old earlier later secret same other page "
    "own our your my whole short long two three brief recent latest daily weekly"
)
"""What before a paper's kind does not say which of its kind it is."""
_SHORT = 3
_OUTWARD = frozenset({"letter", "order", "release"})
_THIS = re.compile(r"\b(?:this|the present)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:-\w+)*")
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTHS = _MONTH.split("|")
_DAY = re.compile(rf"\b(?:of|dated) (?:the )?(?:(\d{{1,2}}) ({_MONTH})\b|({_MONTH}) (\d{{1,2}})\b)", re.IGNORECASE)
REFERENCE = re.compile(r"\b(?=[A-Z0-9/-]*\d)[A-Z]{1,6}(?:[/-][A-Z0-9]{1,6}){1,3}\b|\b\d{1,5}/\d{1,5}(?:/\d{1,5})?\b")
"""A paper's number as offices give it: "LRI/118", "OPS/2/31", "289/23"."""


_NUMBERED = re.compile(r"\b(\w+) (?:No\.? ?|number )?(\d+)\b")


def kinds_meant(words: str) -> frozenset[str]:
    """The kinds of paper that ``words`` can mean; "any" for those that leave it open, empty for none."""
    found = {w.casefold() for w in _WORD.findall(words)}
    kinds = frozenset(_KINDS[w] for w in found if w in _KINDS)
    return kinds or (frozenset({"any"}) if found & _ANY else frozenset())


@dataclass(frozen=True, slots=True)
class Paper:
    """What of a paper can be told from its head."""

    document: str
    kinds: frozenset[str]
    head: frozenset[str]
    """Every word of its head, its author and its publisher."""
    labels: frozenset[str]
    """Those of its author, its publisher and the lines of its head that are no sentences."""
    day: str
    """Month and day, "09-16"."""

    @property
    def for_issuer(self) -> bool:
        """Whether who signs it speaks in it for the body that issues it: a letter, an order, a release."""
        return bool(self.kinds & _OUTWARD) and "memo" not in self.kinds

    def is_of(self, kinds: frozenset[str]) -> bool:
        """Whether it is of one of these kinds, which may leave open which."""
        return bool(self.kinds & kinds) or "any" in kinds


@dataclass(slots=True)
class PaperShelf:
    """The papers of the pile by what can be told from their heads; articles of the press are not papers."""

    _by_id: dict[str, Paper] = field(default_factory=dict)

    def add(self, document: Document) -> None:
        """Notes ``document`` if it is a paper."""
        if found := paper_of(document):
            self.put(found)

    def put(self, paper: Paper) -> None:
        """Notes a paper."""
        self._by_id[paper.document] = paper

    def meant(self, words: str, citing: str) -> tuple[str, ...]:
        """The documents that ``words`` in the document ``citing`` can mean, sorted; those best described if any are."""
        kinds = kinds_meant(words)
        if not kinds or _THIS.search(words):
            return ()
        described = _PASSED_ON.split(words, maxsplit=1)[0]
        names = {w.casefold() for w in _names(described)}
        days, numbers = frozenset(_days(described)), frozenset(_numbers(described))
        fits = [p for p in self._by_id.values() if p.document != citing and p.is_of(kinds)]
        fits = [p for p in fits if not (days and p.day and p.day not in days) and numbers <= p.head]
        fits = [p for p in fits if _sorts_of_it(described) <= p.labels]
        if names:
            most = max((len(names & p.head) for p in fits), default=0)
            fits = [p for p in fits if most and len(names & p.head) == most]
        return tuple(sorted(p.document for p in fits))


def paper_of(document: Document) -> Paper | None:
    """``document`` as a paper; None for an article of the press."""
    content = document.content
    kinds = _kinds_of(document)
    if not kinds:
        return None
    head = document.text[:_HEAD_CHARS]
    issuers = f"{content.author or ''} {content.publisher or ''}"
    words, labels = (frozenset(bare(f"{found} {issuers}").split()) for found in (head, " ".join(_labels(head))))
    return Paper(document.id, kinds, words, labels, (content.published or "")[5:10])


def _names(words: str) -> Iterable[str]:
    """Capitalised words behind the first, and the first if it owns what follows ("Oake's memo")."""
    found = [(m[0], m.start(), words[m.end() : m.end() + 2]) for m in _WORD.finditer(words)]
    for word, at, behind in found:
        said = word.casefold()
        if word[0].isupper() and (at or behind in ("'s", "’s")) and said not in _MONTHS and said not in _KINDS:
            yield word


def _sorts_of_it(words: str) -> frozenset[str]:
    """What stands right before a kind of paper and says which ("the control room log"), not what it is like."""
    norms = [w.casefold() for w in _WORD.findall(words)]
    at = next((k for k, w in enumerate(norms) if w in _KINDS), 0)
    while at and norms[at - 1] in _KINDS:
        at -= 1
    before = norms[at - 1] if at else ""
    plain = before in _LIKE or before.endswith(("ed", "ing", "al")) or before in _MONTHS or len(before) < _SHORT
    return frozenset() if plain or before.isdigit() or before.capitalize() in words else frozenset({before})


def _days(words: str) -> Iterable[str]:
    for m in _DAY.finditer(words):
        day, month = (m[1], m[2]) if m[1] else (m[4], m[3])
        yield f"{_MONTHS.index(month.casefold()) + 1:02}-{int(day):02}"


def _numbers(words: str) -> Iterable[str]:
    """The parts of reference numbers, and numbers right behind a kind of paper ("Order 19")."""
    for m in REFERENCE.finditer(words):
        yield from bare(m[0]).split()
    for m in _NUMBERED.finditer(words):
        if m[1].casefold() in _KINDS:
            yield m[2]


def _kinds_of(document: Document) -> frozenset[str]:
    head = document.text[:_HEAD_CHARS]
    if _BYLINE.search(head):
        return frozenset()
    found = {kind for line in head.split("\n") for kind in _label(line)}
    if _DEAR.search(head):
        found.add("letter")
    if _TO.search(head) and _ON.search(head) and not (_FROM.search(head) or found & _ADDRESSED):
        found.add("letter")
    if _FROM.search(head) and _TO.search(head):
        found |= {"mail"} if "@" in head else (found & _ADDRESSED or _ADDRESSED)
    return frozenset(found)


def _labels(head: str) -> Iterable[str]:
    """The lines of a head that are no sentences."""
    return (line for line in head.split("\n") if not line.rstrip().endswith((".", "?", "!")))


def _label(line: str) -> frozenset[str]:
    """The kinds of paper that a line at the head of a page says the page is."""
    words = line.split()
    if not words or len(words) > _TITLE_WORDS or _NOT_FOR.search(line) or line.rstrip().endswith((".", ",", "?")):
        return frozenset()
    kinds = kinds_meant(line if len(words) <= _LABEL_WORDS else words[0])
    return kinds - {"any"}
