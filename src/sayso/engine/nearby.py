"""What of a pile stands near given words: paragraphs by the index, their statements, and the claims of those."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cached_property

from sayso.engine.findings import Statements, found
from sayso.engine.promises import Outgoing
from sayso.errors import AskedWrongly
from sayso.link.terms import stem
from sayso.model.document import part_at
from sayso.model.findings import Claim, Copy, Entity
from sayso.model.span import Span, hull
from sayso.model.statement import Statement
from sayso.present.pile import Pile
from sayso.store.protocol import View
from sayso.store.search import IndexLine, SearchIndex

MOST_WORDS = 60
"""Words of one question that are looked up."""
_LEAST_STEM = 4
"""Letters of a stem from which on all words that open with it are looked up too."""


class Nearby:
    """Looks words up in what may go out of a case, for as long as the case stays open."""

    def __init__(self, out: Outgoing, index: SearchIndex, whole: View, on: date) -> None:
        self.view = out.view
        self.whole = whole
        """The case with what is kept in."""
        self.documents = out.documents
        self._index = index
        self._by_document: dict[str, list[Statement]] = {}
        self.on = on

    @cached_property
    def pile(self) -> Pile:
        """The findings that citations are made from."""
        entities = {entity.id: entity for entity in found(self.view, Entity)}
        claims = {claim.id: claim for claim in found(self.view, Claim)}
        return Pile(Statements(self.view), self.documents, entities, claims, self.on.isoformat())

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """What documents are to others of their family."""
        return tuple(found(self.view, Copy))

    @cached_property
    def claim_of(self) -> dict[str, Claim]:
        """Claim by the id of each of its statements."""
        return {statement: claim for claim in self.pile.claims.values() for statement in claim.statements}

    @cached_property
    def answered(self) -> dict[str, Claim]:
        """Claim by the id of each statement that answers it."""
        return {
            answer: claim
            for claim in self.pile.claims.values()
            for answer in (*claim.denied_by, *(response.statement for response in claim.responses))
        }

    def lines(self, words: Iterable[str], limit: int) -> list[IndexLine]:
        """The paragraphs that hold any of ``words``, those that hold the most and rarest first."""
        return [line for line in self._found(words, limit) if line.document in self.documents.items]

    def kept_in(self, words: Iterable[str], limit: int) -> list[IndexLine]:
        """The same of documents that may not go out."""
        return [line for line in self._found(words, limit) if line.document not in self.documents.items]

    def phrase(self, words: Iterable[str], limit: int) -> list[IndexLine]:
        """The paragraphs in which ``words`` stand side by side, wherever they lie; kept in or not."""
        plain = " ".join(words).replace('"', " ")
        return self._search(f'"{plain}"', limit)

    def common(self, word: str) -> int:
        """How many paragraphs that may go out hold ``word``."""
        return sum(1 for line in self._found((word,), 200) if line.document in self.documents.items)

    def load(self, documents: Collection[str]) -> None:
        """Has the statements of ``documents`` at hand; one pass over all statements for those not loaded before."""
        wanted = set(documents) - self._by_document.keys()
        if not wanted:
            return
        self._by_document |= {name: [] for name in wanted}
        for statement in found(self.view, Statement):
            if statement.document in wanted:
                self._by_document[statement.document].append(statement)

    def statements(self, document: str) -> list[Statement]:
        """The statements of a document that was loaded."""
        return self._by_document.get(document, [])

    def statements_in(self, document: str, span: Span) -> list[Statement]:
        """Those whose words lie at least in part in ``span``, by id."""
        return [s for s in self.statements(document) if any(c.overlaps(span) for c in s.at.content)]

    def names(self, statement: Statement) -> tuple[str, ...]:
        """Every name a statement's speaker goes by."""
        entity = self.pile.entities.get(statement.speaker) if statement.speaker else None
        known = (entity.name, *entity.aliases) if entity else ()
        own = (statement.at.speaker_name,) if statement.at.speaker_name else ()
        return tuple(dict.fromkeys((*known, *own)))

    def carriers(self, statement: Statement) -> tuple[str, ...]:
        """Author, publisher and title of the part a statement stands in."""
        part = part_at(self.pile.document(statement.document).content, hull(statement.at.content).start)
        return tuple(filter(None, (part.author, part.publisher, part.title)))

    def outwards(self, statement: Statement) -> Iterator[Statement]:
        """The statements it sits inside, from the nearest out."""
        seen = {statement.id}
        at = self.pile.statements.get(statement.parent) if statement.parent else None
        while at is not None and at.id not in seen:
            seen.add(at.id)
            yield at
            at = self.pile.statements.get(at.parent) if at.parent else None

    def _found(self, words: Iterable[str], limit: int) -> list[IndexLine]:
        plain = list(dict.fromkeys(w for w in words if any(c.isalnum() for c in w)))[:MOST_WORDS]
        if not plain:
            return []
        try:
            return self._search(" OR ".join(_wide(word) for word in plain), limit)
        except AskedWrongly:  # a beginning that too many words share
            return self._search(" OR ".join(_exact(word) for word in plain), limit)

    def _search(self, query: str, limit: int) -> list[IndexLine]:
        return [hit.at for hit in self._index.search(query, limit)]


def _exact(word: str) -> str:
    return f'"{word}"'


def _wide(word: str) -> str:
    """The word, and every word that opens with its stem."""
    root = stem(word.casefold())
    return f'("{word}" OR {root}*)' if len(root) >= _LEAST_STEM and root.isalpha() else _exact(word)
