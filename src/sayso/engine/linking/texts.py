"""The documents and word sequences of the link index, brought up to what counts now, and what that touches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.engine.linking.live import Live, Pile, member_of
from sayso.model.codec import to_bytes
from sayso.store.links import LinkIndex

NO_TEXT = -1
"""Number in place of a word sequence for a document without words."""


@dataclass(slots=True)
class Touched:
    """What a change of the pile touches: of these, and of nothing else, the groups are derived anew."""

    whole: bool = False
    """Whether the index is filled for the first time: everything is touched."""
    born: list[int] = field(default_factory=list)
    """Texts that were not there before."""
    dead: list[int] = field(default_factory=list)
    """Texts that no document has any more."""
    families: set[int] = field(default_factory=set)
    """Texts of which the documents, the ties or the words shared with others changed."""
    labels: set[int] = field(default_factory=set)
    """Components that lost a text."""
    passages: set[int] = field(default_factory=set)
    """Texts of which the documents, the shared words or the kin changed."""
    groups: set[int] = field(default_factory=set)
    """Passages that lost a place."""
    told: set[int] = field(default_factory=set)
    """Texts for whose words copies or passages may mean something else than before."""
    rows: list[str] = field(default_factory=list)
    """Copies, published before, of documents that are gone."""


def take_over(index: LinkIndex, pile: Pile, touched: Touched, new: Iterable[Live], gone: Iterable[str]) -> None:
    """Takes documents out, by their items, and others in.

    Every text goes on under the smallest digest of a content with its words.
    """
    for item in gone:
        _leave(index, item, touched)
    if touched.whole:
        _number_all(index, pile, touched)
    for one in new:
        _enter(index, pile, one, touched)
    if not touched.whole:
        for text in sorted(touched.families):
            _represent(index, text, touched)


def drop_pair(index: LinkIndex, a: int, b: int, touched: Touched, *, tied: bool) -> None:
    """Forgets what two texts are to each other, so that their groups are derived anew."""
    if tied:
        touched.families.update((a, b))
    for *_, passage, _ in index.all("runs_between", a, b):
        touched.families.update((a, b))
        touched.passages.update((a, b))
        if passage >= 0:
            touched.groups.add(passage)
    index.do("drop_runs", a, b)


def _number_all(index: LinkIndex, pile: Pile, touched: Touched) -> None:
    """Numbers the texts of a whole pile in the order of their digests."""
    smallest: dict[str, str] = {}
    for content in sorted(pile.contents, reverse=True):
        found = pile.fingerprint(content)
        if found.words:
            smallest[found.digest] = content
    index.many("put_text", ((n, digest, smallest[digest]) for n, digest in enumerate(sorted(smallest))))
    touched.born = list(range(len(smallest)))


def _leave(index: LinkIndex, item: str, touched: Touched) -> None:
    text, content, row = index.one("member", item)
    index.do("drop_member", item)
    if row:
        touched.rows.append(row)
    if text != NO_TEXT:
        touched.families.add(text)
        touched.passages.add(text)
    if index.one("content_used", content) is None:
        index.do("drop_places", content)


def _enter(index: LinkIndex, pile: Pile, one: Live, touched: Touched) -> None:
    found = pile.fingerprint(one.content)
    text = _text(index, found.digest, one.content, touched) if found.words else NO_TEXT
    member = member_of(pile.document(one), found.words)
    index.do("put_member", one.item, one.content, text, member.document, to_bytes(member))


def _text(index: LinkIndex, digest: str, content: str, touched: Touched) -> int:
    row = index.one("text", digest)
    number: int = row[0] if row else index.value("last_text") + 1
    if not row:
        index.do("put_text", number, digest, content)
        touched.born.append(number)
    if not touched.whole:
        touched.families.add(number)
        touched.passages.add(number)
    return number


def _represent(index: LinkIndex, text: int, touched: Touched) -> None:
    smallest = index.value("smallest_content", text)
    if smallest is None:
        touched.dead.append(text)
        touched.labels.add(index.value("component_of", text))
        touched.groups.update(passage for (passage,) in index.all("passages_over", text))
    elif smallest != index.value("content", text):
        index.do("set_content", smallest, text)
        for a, b, tied in index.all("pairs_of", text):
            drop_pair(index, a, b, touched, tied=tied)
            index.do("open_pair", a, b)
