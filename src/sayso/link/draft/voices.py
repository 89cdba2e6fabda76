"""Whether a draft gives words to the one whose they are: names compared, descriptions left in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sayso.link.wordsets import word_set
from sayso.model.span import Span, Spans

Voice = Literal["same", "passed on", "carrier", "unnamed", "other", "unknown"]
"""``passed on``: the draft names somebody through whom the words came. ``carrier``: the paper they stand in.

``unnamed``: the draft gives a name to words of somebody the pile only describes.
"""

_TITLES = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|prof|professor|sir|lord|lady|col|colonel|maj|major|gen|general|capt|captain|cpl|corporal"
    r"|sgt|sergeant|lt|lieutenant|cllr|councillor|minister|deputy|president|mayor|judge|inspector|the|unnamed|of|for"
    r"|and|his|her|its|their|our)\b\.?",
    re.IGNORECASE,
)
_PAPERS = word_set(
    "memo memorandum letter log report statement note paper papers page document release minutes sheet e-mail email "
    "mail correction instruction digest diary record article story wire file list message"
)

_SOMEBODY = word_set(
    "official officials officer officers source sources person people employee employees aide aides insider insiders "
    "guard guards soldier soldiers diplomat diplomats adviser resident residents witness witnesses colleague clerk "
    "engineer engineers worker workers lawyer lawyers member executive man woman neighbour spokesman spokeswoman"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A statement of the pile as a draft is held against it."""

    id: str
    document: str
    content: Spans
    words: str
    sentence: Span
    """The sentence, or run of sentences, that holds it."""
    around: str
    """That sentence without its words."""
    behind: str = ""
    """What follows right behind its words in that sentence."""
    kind: str = "asserts"
    names: tuple[str, ...] = ()
    """Every name its speaker goes by; none where the text does not tell."""
    source: str = ""
    """The words that name the speaker there."""
    named: bool = True
    passed: tuple[str, ...] = ()
    """Names of those through whom the words came."""
    carriers: tuple[str, ...] = ()
    """Names of the paper they stand in, its author and its publisher."""
    signed: str = ""
    """Head and foot of the paper, where its writer speaks for himself: whoever signed it may be meant."""
    own: bool = False
    """Whether the document says it in its own voice."""


def voice(draft: str | None, source: str, heard: Heard) -> Voice:
    """Whose words those of ``heard`` are, seen from the name a draft gives them to."""
    if not draft:
        return "unknown"
    asked = [draft, source] if source and source[:1].isupper() else [draft]
    if any(alike(a, name) for a in asked for name in heard.names) or _signed(draft, heard):
        return "same"
    if any(alike(a, name) for a in asked for name in heard.passed):
        return "passed on"
    if any(alike(a, name) for a in asked for name in heard.carriers):
        return "same" if heard.own else "carrier"
    return _not_theirs(draft, heard)


def _signed(draft: str, heard: Heard) -> bool:
    """Whether a paper whose writer speaks for himself bears the name at its head or foot."""
    return _words(draft)[-1:] != [] and _words(draft)[-1] in _words(heard.signed)


def _not_theirs(draft: str, heard: Heard) -> Voice:
    described = draft.startswith("unnamed") or not draft[:1].isupper() or bool(set(_words(draft)) & _PAPERS)
    if described or not heard.names:
        return "unknown"
    if not heard.named:
        return "unnamed" if _is_somebody(heard) else "unknown"
    return "other"


def _is_somebody(heard: Heard) -> bool:
    """Whether the pile describes a person, and not a body, a paper or an instrument."""
    return any(set(_words(name)) & _SOMEBODY for name in heard.names)


def alike(one: str, other: str) -> bool:
    """Whether two names may be one's: the same last word, or all words of the shorter in the longer, or initials."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    if a[-1] == b[-1] and len(a[-1]) > 2 and _agree(a[:-1], b[:-1]):
        return True
    return _initials(b) == a[0] if len(a) == 1 else (len(b) == 1 and _initials(a) == b[0])


def any_alike(name: str, others: Iterable[str]) -> bool:
    """Whether ``name`` may be one of ``others``."""
    return any(alike(name, other) for other in others)


def _agree(a: list[str], b: list[str]) -> bool:
    """Whether first names, or their letters, do not speak against each other."""
    return not a or not b or (a[0][0] == b[0][0] and (len(a[0]) == 1 or len(b[0]) == 1 or a[0] == b[0]))


def _words(name: str) -> list[str]:
    plain = _TITLES.sub(" ", name.casefold().replace("’", "'"))
    return [w.removesuffix("'s") for w in re.findall(r"[^\W_][\w'-]*", plain)]


def _initials(words: list[str]) -> str:
    return "".join(w[0] for w in words) if len(words) > 1 else ""
