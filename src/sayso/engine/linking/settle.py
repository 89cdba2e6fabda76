"""Linking a case: facts brought up to date, groups derived anew where they are touched, one generation published.

Facts are kept under the digests of what they were made from and are never edited. Groups are a function of the live
contents alone, so that the order in which documents came and went leaves no trace. What hangs together is kept in the
link index; without one that fits, everything is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.engine.attach import attached, binding
from sayso.engine.linking.claims import Claims
from sayso.engine.linking.copies import copy_changes
from sayso.engine.linking.live import Live, Pile, findings_stamp, links_key, live_documents, unextracted
from sayso.engine.linking.pairs import Portion, compare, relink
from sayso.engine.linking.passages import passage_changes
from sayso.engine.linking.texts import Touched, take_over
from sayso.engine.linkwork import Printing, Workers, printed
from sayso.engine.relating import STAGE as RELATE
from sayso.engine.relating import Relations
from sayso.link.candidates import candidate_pairs
from sayso.store.links import LinkIndex, discard
from sayso.store.protocol import Changes, Row

if TYPE_CHECKING:
    from sayso.settings import Settings
    from sayso.store.case import OpenCase
    from sayso.store.protocol import View

Progress = Callable[[str, int, int], None]

_BATCH = 500
"""Facts written in one transaction; a kill costs no more than these."""
_TASK = 100
"""Readings in one task."""
_PORTION = 20_000
"""Facts made within one view: the log grows as long as one is open, and each commit looks through it."""
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
        judged = [judgement.id for judgement in binding(view.judgements())]
        stamp = findings_stamp(live, settings, tagger_digest, missing, judged)
        if view.generation().stamp == stamp:
            return
    run = _Run(case, settings, live, tagger_digest, missing, progress)
    key = links_key(settings, tagger_digest)
    with Workers(jobs) as workers, _index(case, key, live, keep=keep) as index:
        new, gone = _difference(index, live)
        touched = Touched(whole=index.empty)
        run.fingerprints(new, workers)
        run.take_over(index, touched, new, gone)
        run.compare(index, touched, workers)
        run.publish(index, touched, workers, stamp, claims=claims)
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
    prints = {pile.print_key(content) for content in pile.contents}
    return {"fingerprint": prints, "align": aligned, RELATE: set()}  # these are quickly made again


def _index(case: OpenCase, key: str, live: list[Live], *, keep: bool) -> LinkIndex:
    """The index of the last generation; an empty one where there is none, or where most of it would change."""
    with case.store.view() as view:
        stamp = view.generation().stamp
    folder = case.derived if keep else None
    index = LinkIndex(folder, stamp, key)
    new, gone = _difference(index, live)
    if index.empty or len(new) + len(gone) <= max(_FEW, len(live) // _PART):
        return index
    index.close()
    if folder is not None:
        discard(folder)
    return LinkIndex(folder, stamp, key)


def _difference(index: LinkIndex, live: list[Live]) -> tuple[list[Live], list[str]]:
    """Documents that are not in the index yet, and items of those in it that count no more, or not as they did."""
    there = dict(index.each("members"))
    new = [one for one in live if there.get(one.item) != one.content]
    now = {one.item: one.content for one in live}
    return new, sorted(item for item, content in there.items() if now.get(item) != content)


class _Run:
    """One bringing up to date: each step sees what the one before it kept."""

    def __init__(
        self,
        case: OpenCase,
        settings: Settings,
        live: list[Live],
        tagger_digest: str | None,
        missing: list[str] | None,
        progress: Progress,
    ) -> None:
        self._case, self._settings, self._live = case, settings, live
        self._tagger_digest, self._missing = tagger_digest, missing
        self._progress = progress

    def fingerprints(self, new: list[Live], workers: Workers) -> None:
        """Makes the fingerprints that new documents still need."""
        with self._pile() as pile:
            of = {pile.print_key(content): content for content in {one.content for one in new}}
            missing = sorted(of.keys() - pile.view.has_facts("fingerprint", of))
        for first in range(0, len(missing), _PORTION):
            with self._pile() as pile:
                self._print(pile, of, missing, first, workers)

    def _print(self, pile: Pile, of: dict[str, str], missing: list[str], first: int, workers: Workers) -> None:
        done, rows = first, []
        end = min(first + _PORTION, len(missing))
        for facts in workers.in_order(printed, _printings(pile, of, missing[first:end])):
            rows += facts
            done += len(facts)
            if len(rows) >= _BATCH or done == end:
                with self._case.store.writing() as writer:
                    writer.put_facts("fingerprint", rows)
                rows = []
                self._progress("fingerprint", done, len(missing))

    def take_over(self, index: LinkIndex, touched: Touched, new: list[Live], gone: list[str]) -> None:
        """Takes documents into the index and out of it, with the links between their texts."""
        with self._pile() as pile:
            take_over(index, pile, touched, new, gone)
            relink(index, pile, touched, self._case.tmp)

    def compare(self, index: LinkIndex, touched: Touched, workers: Workers) -> None:
        """Finds out what the pairs are that this touches."""
        total = index.value("open_count")
        done, found = 0, Portion(1)
        while done < total and found.pairs:
            with self._pile() as pile:
                wanted = Portion(_PORTION, found.after)
                told = partial(self._aligned, done, total)
                found = compare(index, pile, self._case.store, touched, workers, wanted, told)
            done += found.pairs

    def _aligned(self, before: int, total: int, done: int) -> None:
        self._progress("align", before + done, total)

    def publish(self, index: LinkIndex, touched: Touched, workers: Workers, stamp: str, *, claims: bool) -> None:
        """Derives the groups that are touched, and publishes what changes as one generation."""
        with self._pile() as pile:
            copies = copy_changes(index, pile, touched, workers)
            passages = passage_changes(index, pile, touched, workers)
            tables: dict[str, Iterable[Row] | Changes] = {"copies": copies, "passages": passages}
            if touched.whole:
                tables = {"copies": copies.put, "passages": passages.put}
            if claims:
                relations = Relations(self._case.store, pile.view, self._settings, workers=workers)
                verdicts = attached(pile.view, self._settings)
                claimed = Claims(index, pile, verdicts, self._case.tmp, self._progress, relations)
                tables.update(claimed.tables(touched.told))
                relations.keep()
            else:
                index.forget_lines()
            with self._case.store.writing() as writer:
                writer.publish(stamp, len(self._live), tables)

    @contextmanager
    def _pile(self) -> Iterator[Pile]:
        self._case.store.fold()
        with self._case.store.view() as view:
            yield Pile(view, self._live, self._settings, self._tagger_digest, self._missing)


def _printings(pile: Pile, of: dict[str, str], keys: list[str]) -> Iterator[Printing]:
    for k in range(0, len(keys), _TASK):
        yield Printing(tuple((key, pile.packed(of[key])) for key in keys[k : k + _TASK]))
