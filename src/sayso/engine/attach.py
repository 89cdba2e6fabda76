"""Judgements tied to the case as it is now: by a text's exact digest, else by the words with what stands around them.

What stands nowhere, or in two places, is adrift: it is listed and holds nothing, never dropped, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.engine import records
from sayso.engine.findings import extraction
from sayso.extract import bind
from sayso.link.constraints import Tie
from sayso.model.document import Document
from sayso.model.ids import sha256_hex
from sayso.model.judgement import BINDING, Anchor, Judgement, in_force, placed
from sayso.model.span import Span, hull
from sayso.model.statement import Statement
from sayso.model.verdicts import Verdicts
from sayso.settings import Settings
from sayso.store.protocol import View

OVERLAP = 0.8
"""Share of the words of both that a statement and an anchor have in common, to be taken for the same."""
NAMES = "|"
"""Stands between the names of ``names:A|B``."""


class Spot(NamedTuple):
    """Where the words of an anchor stand now."""

    document: Document
    span: Span


def binding(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements in force that linking and assessing obey, by id."""
    return tuple(judgement for judgement in in_force(judgements) if judgement.verdict in BINDING)


def attached(view: View, settings: Settings) -> Verdicts:
    """The verdicts in force by today's ids; reads the documents they are about, and all of them where words moved."""
    given = binding(view.judgements())
    if not given:
        return Verdicts()
    return _Tying(view, settings).verdicts(given)


def ties(judgement: Judgement, anchored: list[list[str]]) -> Iterator[Tie]:
    """The pairs that a verdict on two things makes of the ids each of them has: copies of one text have one each."""
    left, right = anchored
    for a in left:
        yield Tie(a, right[0], judgement.id)
    for b in right[1:]:
        yield Tie(left[0], b, judgement.id)


def names_of(judgement: Judgement) -> tuple[str, ...]:
    """The names that a verdict on people is about."""
    return tuple(judgement.about.removeprefix("names:").split(NAMES))


class Anchors:
    """Looks up where anchors stand in one view; a document is read once for all of them."""

    def __init__(self, view: View, settings: Settings) -> None:
        self._view, self._settings = view, settings
        self._by_file: dict[str, list[Document]] = {}
        self._items: dict[str, list[str]] | None = None
        self._bound: dict[str, list[Statement]] = {}

    def spots(self, anchor: Anchor) -> list[Spot]:
        """Every document with the file's own bytes in which the words stand, else the one place in the pile."""
        here = [Spot(d, span) for d in self._read_from(anchor) if (span := placed(anchor, d.text)) is not None]
        return here or self._elsewhere(anchor)

    def statements(self, anchor: Anchor) -> list[str]:
        """Ids of the statements whose content the words are."""
        found = (self._closest(spot) for spot in self.spots(anchor))
        return [id_ for id_ in found if id_ is not None]

    def documents(self, anchor: Anchor) -> list[str]:
        """Ids of the documents that were read from the anchor's bytes, or hold its very text."""
        if anchor.span is not None:
            return [spot.document.id for spot in self.spots(anchor)]
        return [document.id for document in self._read_from(anchor)]

    def stands(self, anchor: Anchor) -> bool:
        """Whether the words stand in the pile at all, as a name may in many places."""
        return bool(self.spots(anchor)) or any(anchor.words in d.text for d in records.documents(self._view))

    def _read_from(self, anchor: Anchor) -> list[Document]:
        digest = anchor.file_digest or anchor.digest
        if digest not in self._by_file:
            items = (self._view.item(id_) for id_ in self._items_of(digest))
            found = (records.document_of(self._view, item) for item in items if item is not None)
            self._by_file[digest] = [document for document in found if document is not None]
        return self._by_file[digest]

    def _items_of(self, digest: str) -> list[str]:
        """The items with these bytes or this content, by file; the pile is gone through once for all of them."""
        if self._items is None:
            self._items = {}
            for item in self._view.items():
                for one in {item.sha256, item.content or item.sha256}:
                    self._items.setdefault(one, []).append(item.id)
        return self._items.get(digest, [])

    def _elsewhere(self, anchor: Anchor) -> list[Spot]:
        if anchor.span is None or not anchor.words:
            return []
        found = [Spot(d, s) for d in records.documents(self._view) if (s := placed(anchor, d.text)) is not None]
        return found if len({sha256_hex(spot.document.text) for spot in found}) == 1 else []

    def _closest(self, spot: Spot) -> str | None:
        near = [
            (_overlap(hull(s.at.content), spot.span), s) for s in self._statements_of(spot.document) if s.at.content
        ]
        share, best = max(near, key=lambda n: (n[0], -n[1].at.as_said.length, n[1].id), default=(0.0, None))
        return best.id if best is not None and share >= OVERLAP else None

    def _statements_of(self, document: Document) -> list[Statement]:
        if document.id not in self._bound:
            extracted = extraction(self._view, document.digest, self._settings)
            self._bound[document.id] = list(bind(document, extracted))
        return self._bound[document.id]


class _Tying:
    """Turns judgements into verdicts, one after the other."""

    def __init__(self, view: View, settings: Settings) -> None:
        self._anchors = Anchors(view, settings)
        self._pairs: dict[str, list[tuple[str, str]]] = {"same": [], "differs": [], "one": [], "two": []}
        self._speakers: dict[str, str] = {}
        self._called: dict[str, str] = {}
        self._authentic: dict[str, str] = {}
        self._adrift: list[str] = []

    def verdicts(self, given: Iterable[Judgement]) -> Verdicts:
        given = sorted(given, key=lambda judgement: (judgement.at, judgement.id))
        for judgement in given:
            if not self._tie(judgement):
                self._adrift.append(judgement.id)
        return Verdicts(
            same=tuple(sorted(self._pairs["same"])),
            differs=tuple(sorted(self._pairs["differs"])),
            speakers=self._speakers,
            one=tuple(sorted(self._pairs["one"])),
            apart=tuple(sorted(self._pairs["two"])),
            called=self._called,
            authentic=self._authentic,
            adrift=tuple(sorted(self._adrift)),
            judgements=tuple(sorted(judgement.id for judgement in given)),
        )

    def _tie(self, judgement: Judgement) -> bool:
        """Whether all that the judgement is about was found."""
        if judgement.verdict == "person":
            return self._tie_names(judgement)
        if judgement.verdict == "authentic":
            documents = {d for anchor in judgement.anchors for d in self._anchors.documents(anchor)}
            self._authentic.update(dict.fromkeys(sorted(documents), judgement.value))
            return bool(documents)
        found = [self._anchors.statements(anchor) for anchor in judgement.anchors]
        if not found or not all(found):
            return False
        if judgement.verdict == "speaker":
            self._speakers.update(dict.fromkeys(found[0], judgement.value))
        else:
            self._pairs[judgement.verdict] += [(min(t.a, t.b), max(t.a, t.b)) for t in ties(judgement, found)]
        return True

    def _tie_names(self, judgement: Judgement) -> bool:
        if not all(self._anchors.stands(anchor) for anchor in judgement.anchors):
            return False
        names = names_of(judgement)
        if judgement.value in ("one", "two"):
            self._pairs[judgement.value].append((names[0], names[1]))
        else:
            self._called[names[0]] = judgement.value
        return True


def _overlap(a: Span, b: Span) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(common, 0) / max(1, max(a.end, b.end) - min(a.start, b.start))
