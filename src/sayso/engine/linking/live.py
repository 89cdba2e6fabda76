"""What counts in a case now: its documents without their texts, and the facts that are kept about them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sayso.engine import records
from sayso.engine.stages import STAGES, extraction_key, fact_key, stage_key
from sayso.link.align import Alignment
from sayso.link.changes import Side, side
from sayso.link.families import Member
from sayso.link.fingerprint import Fingerprint
from sayso.model.codec import from_bytes
from sayso.model.document import Document, document_id
from sayso.model.ids import make_id
from sayso.model.statement import Extraction
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.store.protocol import View

_KEPT_WORDS = 1_000_000
"""Words of texts held for aligning, over all texts held."""


class Live(NamedTuple):
    """A document that counts, without its text."""

    file: str
    item: str
    content: str

    @property
    def document(self) -> str:
        """Its id; asked for where it is needed, not for every document of the pile."""
        return document_id(self.item)


def live_documents(view: View) -> list[Live]:
    """Every document that counts, by file."""
    return [
        Live(item.file, item.id, item.content)
        for item in view.items()
        if records.live(item) and item.content is not None
    ]


def unextracted(view: View, live: Iterable[Live], settings: Settings, tagger_digest: str | None) -> list[str]:
    """Live contents on which extraction broke, or was cut short: the findings change when it succeeds."""
    key = stage_key("extract", settings, tagger_digest)
    keys = {fact_key(key, content): content for content in {one.content for one in live}}
    return sorted(keys[key] for key in keys.keys() - view.has_facts("extract", keys))


def findings_stamp(
    live: Iterable[Live],
    settings: Settings,
    tagger_digest: str | None,
    missing: Iterable[str] | None,
    judgements: Iterable[str] = (),
) -> str:
    """Digest of all that the findings depend on: documents, contents, code, networks, settings and judgements' ids.

    ``missing`` are the contents without an extraction; None where findings are made of copies and passages alone.
    """
    documents = "\n".join(sorted(f"{one.item} {one.content}" for one in live))
    keys = [stage_key(s.name, settings, tagger_digest) for s in STAGES if s.name != "read"]  # contents tell the rest
    return make_id("findings", keys, documents, missing, sorted(judgements))


def links_key(settings: Settings, tagger_digest: str | None = None) -> str:
    """Digest of the code, networks and settings that the link index hangs on."""
    return make_id("links", [stage_key(s.name, settings, tagger_digest) for s in STAGES if s.name != "read"])


class Pile:
    """The live contents of one view, read as they are asked for."""

    def __init__(
        self,
        view: View,
        live: Sequence[Live],
        settings: Settings,
        tagger_digest: str | None,
        missing: Iterable[str] | None = None,
    ) -> None:
        self._unextracted = frozenset(missing or ())
        self.view = view
        self.live = live
        self.settings = settings
        self._tagger_digest = tagger_digest
        self._print_stage = stage_key("fingerprint", settings)
        self._align_stage = stage_key("align", settings)
        self._item_of = {one.content: one.item for one in reversed(live)}
        self._sides: OrderedDict[str, Side] = OrderedDict()
        self._words = 0

    @property
    def contents(self) -> Iterable[str]:
        """Digests of the contents that count."""
        return self._item_of.keys()

    def print_key(self, content: str) -> str:
        """Key of the fingerprint of a content."""
        return fact_key(self._print_stage, content)

    def pair_key(self, a: str, b: str) -> str:
        """Key of the alignment of two contents, the one whose words have the smaller digest first."""
        return fact_key(self._align_stage, a, b)

    def fingerprint(self, content: str) -> Fingerprint:
        """The fingerprint of a content."""
        return from_bytes(self.fact("fingerprint", self.print_key(content)), Fingerprint)

    def alignment(self, a: str, b: str) -> Alignment:
        """What two contents are to each other; the one whose words have the smaller digest first."""
        return from_bytes(self.fact("align", self.pair_key(a, b)), Alignment)

    def noting_key(self, one: Live) -> str:
        """Tells what linking notes of a document from what it noted before more was extracted from it."""
        return one.content if one.content not in self._unextracted else f"{one.content} alone"

    def extraction(self, document: Document) -> Extraction:
        """What was extracted from a document; nothing where extraction broke."""
        data = self.view.fact("extract", extraction_key(document.digest, self.settings, self._tagger_digest))
        return Extraction() if data is None else from_bytes(data, Extraction)

    def documents(self) -> Iterator[Document]:
        """Every document that counts, by file."""
        return records.documents(self.view)

    def document(self, one: Live) -> Document:
        """The document with its text."""
        item = self.view.item(one.item)
        found = records.document_of(self.view, item) if item else None
        if found is None:
            raise records.damaged(one.content)
        return found

    def packed(self, content: str) -> bytes:
        """The reading that has this content, as it is kept."""
        item = self.view.item(self._item_of[content])
        return self.fact("read", item.reading if item and item.reading else content)

    def side(self, content: str) -> Side:
        """A text cut into words; those asked for last are kept."""
        if content in self._sides:
            self._sides.move_to_end(content)
            return self._sides[content]
        found = self._sides[content] = side(records.content_of(self.packed(content), content))
        self._words += len(found.words.norms)
        while len(self._sides) > 2 and self._words > _KEPT_WORDS:
            self._words -= len(self._sides.popitem(last=False)[1].words.norms)
        return found

    def fact(self, stage: str, key: str) -> bytes:
        """A fact that was made before."""
        data = self.view.fact(stage, key)
        if data is None:
            raise records.damaged(key)
        return data


def member_of(document: Document, words: int) -> Member:
    """What linking keeps of a document; its text has no number yet."""
    head = document.content
    return Member(document.id, document.file, document.digest, 0, words, head.published, head.publisher)
