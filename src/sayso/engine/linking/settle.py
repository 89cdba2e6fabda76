"""Linking a case: facts brought up to date, groups derived anew where they are touched, one generation published.

Facts are kept under the digests of what they were made from and are never edited. Groups are a function of the live
contents alone, so that the order in which documents came and went leaves no trace. What hangs together is kept in the
link index; without one that fits, everything is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.engine.linking.claims import Claims, Copied
from sayso.engine.linking.copies import copy_changes
from sayso.engine.linking.live import Live, Pile, findings_stamp, links_key, live_documents, unextracted
from sayso.engine.linking.pairs import compare, relink
from sayso.engine.linking.passages import passage_changes
from sayso.engine.linking.texts import Touched, take_over
from sayso.engine.linking.working import Printing, in_order, printed
from sayso.link.candidates import candidate_pairs
from sayso.store.links import LinkIndex, discard
from sayso.store.protocol import Tables

if TYPE_CHECKING:
    from sayso.settings import Settings
    from sayso.store.case import OpenCase
    from sayso.store.protocol import Store, View

Progress = Callable[[str, int, int], None]

_BATCH = 500
"""Facts written in one transaction; a kill costs no more than these."""
_TASK = 100
"""Readings in one task."""
_FEW = 200
"""So many documents that come or go are always taken in one by one ..."""
_PART = 10
"""... and so many that are one in this many of the pile; of more the whole index is made anew."""


def settle(
    case: OpenCase,
    settings: Settings,
    progress: Progress,
    *,
    tagger_digest: str | None = None,
    jobs: int = 1,
    keep: bool = True,
    claims: bool = True,
) -> None:
    """Brings the findings of ``case`` up to date with its live contents; does nothing where they are already.

    ``tagger_digest`` is that of the shipped network unless given. Without ``keep`` no link index is read or left
    behind; without ``claims`` there are only copies and passages.
    """
    with case.store.view() as view:
        live = live_documents(view)
        missing = unextracted(view, live, settings, tagger_digest) if claims else None
        stamp = findings_stamp(live, settings, tagger_digest, missing)
        if view.generation().stamp == stamp:
            return
        _fingerprints(case.store, Pile(view, live, settings, tagger_digest), jobs, progress)
    with _index(case, settings, live, keep=keep) as index:
        touched = Touched(whole=index.empty)
        with case.store.view() as view:
            pile = Pile(view, live, settings, tagger_digest)
            take_over(index, pile, touched, *_difference(index, live))
            relink(index, pile, touched, case.tmp)
            compare(index, pile, case.store, touched, jobs, progress)
        with case.store.view() as view:
            pile = Pile(view, live, settings, tagger_digest)
            tables = {**_links(index, pile, touched, jobs)}
            if claims:
                tables.update(Claims(pile, Copied(index, pile), case.tmp, progress).tables())
            with case.store.writing() as writer:
                writer.publish(stamp, len(live), tables)
        index.keep(stamp)


def live_fact_keys(view: View, settings: Settings, tmp: Path) -> dict[str, set[str]]:
    """Keys of the facts of linking that the live contents still need, by stage: what a purge keeps."""
    pile = Pile(view, live_documents(view), settings, None)
    smallest: dict[str, str] = {}
    for content in sorted(pile.contents, reverse=True):
        smallest[pile.fingerprint(content).digest] = content
    texts = [smallest[digest] for digest in sorted(smallest)]
    hashes = ((n, pile.fingerprint(content).arrays()[0]) for n, content in enumerate(texts))
    aligned = {pile.pair_key(texts[a], texts[b]) for a, b in candidate_pairs(hashes, tmp)}
    return {"fingerprint": {pile.print_key(content) for content in pile.contents}, "align": aligned}


def _index(case: OpenCase, settings: Settings, live: list[Live], *, keep: bool) -> LinkIndex:
    """The index of the last generation; an empty one where there is none, or where most of it would change."""
    with case.store.view() as view:
        stamp = view.generation().stamp
    folder = case.derived if keep else None
    index = LinkIndex(folder, stamp, links_key(settings))
    new, gone = _difference(index, live)
    if index.empty or len(new) + len(gone) <= max(_FEW, len(live) // _PART):
        return index
    index.close()
    if folder is not None:
        discard(folder)
    return LinkIndex(folder, stamp, links_key(settings))


def _difference(index: LinkIndex, live: list[Live]) -> tuple[list[Live], list[str]]:
    """Documents that are not in the index yet, and those in it that count no more, or no more as they did."""
    there = dict(index.each("members"))
    new = [one for one in live if there.get(one.document) != one.content]
    now = {one.document: one.content for one in live}
    return new, sorted(document for document, content in there.items() if now.get(document) != content)


def _links(index: LinkIndex, pile: Pile, touched: Touched, jobs: int) -> Tables:
    """The tables of copies and of passages: whole where everything is touched, else what changes in them."""
    found = {"copies": copy_changes(index, pile, touched), "passages": passage_changes(index, pile, touched, jobs)}
    return {name: changes.put for name, changes in found.items()} if touched.whole else found


def _fingerprints(store: Store, pile: Pile, jobs: int, progress: Progress) -> None:
    of = {pile.print_key(content): content for content in pile.contents}
    missing = sorted(of.keys() - pile.view.has_facts("fingerprint", of))
    done, rows = 0, []
    for facts in in_order(printed, _printings(pile, of, missing), jobs):
        rows += facts
        done += len(facts)
        if len(rows) >= _BATCH or done == len(missing):
            with store.writing() as writer:
                writer.put_facts("fingerprint", rows)
            rows = []
            progress("fingerprint", done, len(missing))


def _printings(pile: Pile, of: dict[str, str], keys: list[str]) -> Iterator[Printing]:
    for k in range(0, len(keys), _TASK):
        yield Printing(tuple((key, pile.packed(of[key])) for key in keys[k : k + _TASK]))
