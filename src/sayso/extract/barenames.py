"""Sources that are names and nothing else: one that no rule knows, and several people named together."""

from __future__ import annotations

import re
from itertools import pairwise

from sayso.extract.genre import Genre
from sayso.extract.lexicon import ORGANISATION_HEADS, PLURAL_ROLES, ROLE_NOUNS
from sayso.extract.names import Names
from sayso.extract.namewords import FIRST_NAMES, LITTLE
from sayso.extract.phrases import INDEFINITE, PRONOUNS, Phrase
from sayso.extract.speaker import Speaker
from sayso.model.span import Span
from sayso.nets.tokens import is_one_piece

_NO_NAME = re.compile(r"s$|(?:ing|ment|ion|ity|ness|ance|ence|ship|hood|ry|ism)$")
"""How words end that stand for many, or for a thing, and so for nobody of that name."""
_CAPITAL = re.compile(r"[A-Z][\w’'-]+")
_INSIDE_SENTENCE = re.compile(r"[a-z,]\s+[A-Z]")
_TOGETHER = re.compile(r"\s*,\s*|\s*,?\s*and\s+(?:both\s+)?(?:(?:[A-Z][a-z]+\.?|[a-z]+)\s+){0,2}")


def several(text: str, phrase: Phrase, names: Names) -> Speaker | None:
    """Two or more persons named together as one source: "Tolle and Brenner"."""
    people = [(s, e) for s, e in names.within(phrase.span) if e.kind == "person"]
    gaps = [text[a.end : b.start] for (a, _), (b, _) in pairwise(people)]
    if not gaps or not all(_TOGETHER.fullmatch(gap) for gap in gaps) or "and" not in gaps[-1]:
        return None
    called = list(dict.fromkeys(e.name for _, e in people))
    name = ", ".join(called[:-1]) + " and " + called[-1] if len(called) > 1 else called[0]
    return Speaker(name, "named together in the source", "named", None, None, "people", weak=True, phrase=phrase)


def looks_named(text: str, span: Span, phrase: Phrase, genre: Genre) -> bool:
    """Whether a source is nothing but one to three words that ``span`` always writes with a capital."""
    words = phrase.text.rstrip(" ,").split()
    if not 1 <= len(words) <= 3 or not all(_CAPITAL.fullmatch(w) for w in words):
        return False
    if any(w.lower() in ROLE_NOUNS | PLURAL_ROLES | ORGANISATION_HEADS | INDEFINITE | PRONOUNS for w in words):
        return False
    if any(re.search(rf"\b{w.lower()}\b", span.of(text)) for w in words):
        return False
    lone = len(words) == 1 and genre not in {"log", "sheet"} and words[0].lower() not in LITTLE
    if words[0].lower() in FIRST_NAMES or (lone and not _NO_NAME.search(words[0])):
        return True
    if words[0].istitle() and not is_one_piece(words[-1]):
        return True
    places = re.compile(rf"\b{re.escape(words[-1])}\b").finditer(text, *span)
    return any(_INSIDE_SENTENCE.search(text, max(m.start() - 3, span.start), m.end()) for m in places)
