"""What the brief draws on: statements, documents, entities and claims by id, and citations made from them."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from itertools import takewhile

from sayso.errors import OurFault
from sayso.model.document import Document, page_at
from sayso.model.findings import Claim, Entity
from sayso.model.ids import sha256_hex
from sayso.model.span import Span, Spans, words_at
from sayso.model.statement import Statement
from sayso.present.shape import Citation

DOCUMENTS_KEPT = 64
"""How many documents are held in memory while a brief is made."""


class Pile:
    """One generation of findings, looked up by id; documents are fetched when needed and a few are kept."""

    def __init__(
        self,
        statements: Mapping[str, Statement],
        document: Callable[[str], Document],
        entities: Mapping[str, Entity],
        claims: Mapping[str, Claim],
        on: str | None = None,
    ) -> None:
        self.statements = statements
        self.entities = entities
        self.claims = claims
        self.on = on
        """The day for which embargoes are reckoned; None where nobody asks."""
        self._fetch = document
        self._kept: OrderedDict[str, tuple[Document, str]] = OrderedDict()
        self._mentions: dict[str, list[tuple[Span, Entity]]] | None = None

    def document(self, id: str) -> Document:  # noqa: A002 - the noun is id everywhere
        """The document with this id."""
        return self._with_digest(id)[0]

    def name_of(self, statement: Statement) -> str | None:
        """The speaker's canonical name: the entity's where one is known, else the name in its document."""
        entity = self.entities.get(statement.speaker) if statement.speaker else None
        return entity.name if entity else statement.at.speaker_name

    def mentioned(self, document: str, span: Span) -> list[Entity]:
        """The entities named in a span of a document, in its order."""
        if self._mentions is None:
            self._mentions = _mentions(self.entities.values())
        places = self._mentions.get(document, [])
        first = bisect_left(places, span.start, key=lambda place: place[0].start)
        return [e for at, e in takewhile(lambda place: place[0].start < span.end, places[first:]) if span.covers(at)]

    def cite(self, document_id: str, spans: Spans, key: str = "") -> Citation | None:
        """The words under ``spans`` as a citation; None where there are none."""
        kept = tuple(span for span in spans if span)
        if not kept:
            return None
        document, digest = self._with_digest(document_id)
        return Citation(
            document=document_id,
            digest=digest,
            file=document.file,
            page=page_at(document.content, kept[0].start),
            spans=kept,
            words=tuple(span.of(document.text) for span in kept),
            key=key,
        )

    def content(self, statement: Statement) -> Citation:
        """What a statement says, word for word.

        :raises OurFault: ``quotation_drift`` where it points at no words.
        """
        cited = self.cite(statement.document, statement.at.content, statement.key)
        if cited is None:
            raise drift(statement.id)
        return cited

    def check(self, document_id: str, spans: Spans, recorded: str) -> None:
        """Holds words kept in a finding against the document, white space apart.

        :raises OurFault: ``quotation_drift`` where they differ.
        """
        if words_at(self.document(document_id).text, spans).split() != recorded.split():
            raise drift(document_id)

    def _with_digest(self, id: str) -> tuple[Document, str]:  # noqa: A002
        if id in self._kept:
            self._kept.move_to_end(id)
            return self._kept[id]
        document = self._fetch(id)
        self._kept[id] = document, sha256_hex(document.text)
        if len(self._kept) > DOCUMENTS_KEPT:
            self._kept.popitem(last=False)
        return self._kept.get(id) or (document, sha256_hex(document.text))


def _mentions(entities: Iterable[Entity]) -> dict[str, list[tuple[Span, Entity]]]:
    """Where entities are named, by document, in order."""
    out: dict[str, list[tuple[Span, Entity]]] = {}
    for entity in entities:
        for place in entity.mentions:
            out.setdefault(place.document, []).append((place.span, entity))
    for places in out.values():
        places.sort(key=lambda place: (place[0], place[1].id))
    return out


def drift(about: str) -> OurFault:
    """The error for a quotation that is not what its document says."""
    return OurFault(
        "quotation_drift",
        f"a quotation is not what its document says (about {about}); nothing was printed",
        "run verify on the case, and report this code",
    )
