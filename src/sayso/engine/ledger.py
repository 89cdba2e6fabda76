"""Writes what workers bring, in batches: a batch is one transaction, and what it acknowledges is never lost or doubled.

A reading, the change of its items and the items of its members are written together. Bytes of members are among the
originals before that. Killed at any moment, the case holds whole batches, and the planner finds what is left to do.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self

from sayso.engine.members import member_items
from sayso.engine.names import top
from sayso.engine.plan import ExtractWork, ReadWork
from sayso.engine.records import reading
from sayso.engine.work import ExtractDone, Lost, Outcome, ReadDone, outcome
from sayso.model.item import Item
from sayso.model.reading import Member
from sayso.read.limits import LIMITS
from sayso.store.case import OpenCase
from sayso.store.protocol import View, Writer

BATCH_RESULTS = 128
BATCH_BYTES = 16 * 1024 * 1024
BATCH_SECONDS = 1.0
"""A batch is written when it holds so many results, or so many bytes, or has waited so long."""

GAVE_UP = "extract_failed"
"""The stage name under which contents are remembered on which extraction broke; what is kept is the reason."""

WAITS = "waits"
"""The stage name under which readings are remembered that left pages to recognition; nothing is kept but the key."""

UNKNOWN_TYPE = "application/octet-stream"


class Inside:
    """What is known of the insides of files while they are read: how many members, and who held whom before."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.counts: Counter[str] = Counter()
        self.sizes: Counter[str] = Counter()
        self._children: dict[str, list[str]] = {}
        for item in items:
            if item.holder is not None:
                self.counts[top(item.file)] += 1
                self.sizes[top(item.file)] += item.bytes if item.sha256 else 0
                self._children.setdefault(item.holder, []).append(item.id)

    def refusal(self, holder: Item, members: Sequence[Member]) -> str | None:
        """Why the members of ``holder`` are not taken in, with all that the file of the pile has given before."""
        if self.counts[top(holder.file)] + len(members) > LIMITS.max_inside:
            return "too_many_members"
        return "expands_too_far" if self.sizes[top(holder.file)] + _size(members) > LIMITS.max_inside_bytes else None

    def take(self, holder: Item, members: Sequence[Member]) -> None:
        """Counts members that were taken in."""
        self.counts[top(holder.file)] += len(members)
        self.sizes[top(holder.file)] += _size(members)

    def below(self, holder: str) -> set[str]:
        """Ids of everything inside an item, at any depth, as it was when this was made."""
        found: set[str] = set()
        waiting = [holder]
        while waiting:
            inside = self._children.get(waiting.pop(), ())
            waiting += inside
            found.update(inside)
        return found


class Ledger:
    """Gathers results and writes them; use it as a context, which writes the rest at the end."""

    def __init__(self, case: OpenCase, inside: Inside) -> None:
        self._case = case
        self._inside = inside
        self._outcomes: list[tuple[str, str, Outcome]] = []
        self._readings: list[tuple[str, bytes, tuple[tuple[int, bytes], ...]]] = []
        self._extractions: list[tuple[str, bytes]] = []
        self._gave_up: list[tuple[str, bytes]] = []
        self._waiting: list[tuple[str, bytes]] = []
        self._bytes = 0
        self._since = time.monotonic()

    def read(self, work: ReadWork, done: ReadDone | Lost, tmp: Path) -> None:
        """Takes the result of reading; the files of members lie in ``tmp``, named by their place."""
        if isinstance(done, Lost):
            result = Outcome("failed", done.reason, UNKNOWN_TYPE)
        else:
            result = self._kept_members(self._within_limits(work, done.outcome), tmp)
            # Written soon where much came out, so that the next is held against it.
            self._bytes += _size(result.members)
            if result.waits and not work.ocr:
                self._waiting.append((work.key, b""))
            failed = result.status == "failed" and result.reason != "recording"
            if not failed and (result.content or result.reason != "encrypted"):
                # What failed or is locked is tried anew when asked, so that a failure is never a fact.
                self._readings.append((work.key, done.reading, done.words))
                self._bytes += len(done.reading) + sum(len(words) for _, words in done.words)
        self._outcomes += [(item, work.key, result) for item in work.items]
        self._flush_if_full()

    def adopt(self, item: str, key: str) -> None:
        """Takes an item whose bytes were read before."""
        with self._case.store.view() as view:
            found = reading(view, key)
        if found is not None:
            self._outcomes.append((item, key, outcome(found)))
        self._flush_if_full()

    def extracted(self, work: ExtractWork, done: ExtractDone | Lost) -> None:
        """Takes the result of extraction."""
        if isinstance(done, Lost):
            self._gave_up.append((work.key, done.reason.encode("ascii")))
        else:
            self._extractions.append((work.key, done.extraction))
            self._bytes += len(done.extraction)
        self._flush_if_full()

    def flush(self) -> None:
        """Writes what is gathered, in one transaction."""
        if self._outcomes or self._extractions or self._gave_up:
            with self._case.store.view() as view, self._case.store.writing() as writer:
                self._write_readings(writer)
                self._write_items(view, writer)
                writer.put_facts("extract", self._extractions)
                writer.put_facts(GAVE_UP, self._gave_up)
                writer.put_facts(WAITS, self._waiting)
        self._outcomes, self._readings, self._extractions, self._gave_up, self._waiting = [], [], [], [], []
        self._bytes, self._since = 0, time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # After an interruption what is gathered is finished work all the same.
        if kind is None or issubclass(kind, KeyboardInterrupt):
            self.flush()

    def _flush_if_full(self) -> None:
        results = len(self._outcomes) + len(self._extractions) + len(self._gave_up)
        late = time.monotonic() - self._since > BATCH_SECONDS
        if results >= BATCH_RESULTS or self._bytes >= BATCH_BYTES or late:
            self.flush()

    def _within_limits(self, work: ReadWork, result: Outcome) -> Outcome:
        """The outcome; a failed one where no item may take in the members, so that none of their bytes is kept."""
        if not result.members:
            return result
        with self._case.store.view() as view:
            holders = [item for item in map(view.item, work.items) if item is not None]
        refusals = [self._inside.refusal(item, result.members) for item in holders]
        reason = refusals[0] if refusals and all(refusals) else None
        return Outcome("failed", reason, result.media_type) if reason else result

    def _kept_members(self, result: Outcome, tmp: Path) -> Outcome:
        """The outcome, the bytes of its members safe in the case and named by the digest that was found here."""
        kept = []
        for number, member in enumerate(result.members):
            if member.reason is None and member.bytes:
                with (tmp / str(number)).open("rb") as stream:
                    stored = self._case.blobs.put(stream)
                kept.append(replace(member, sha256=stored.sha256, bytes=stored.bytes))
            else:
                kept.append(member)
        return result._replace(members=tuple(kept))

    def _write_readings(self, writer: Writer) -> None:
        writer.put_facts("read", [(key, data) for key, data, _ in self._readings])
        for key, _, words in self._readings:
            if words:
                writer.put_words(key, words)

    def _write_items(self, view: View, writer: Writer) -> None:
        for id_, key, result in self._outcomes:
            item = view.item(id_)
            if item is None:
                continue
            updated, members = self._settled(item, key, result)
            writer.drop_items(self._inside.below(item.id) - {member.id for member in members})
            writer.put_items([updated, *members])

    def _settled(self, item: Item, key: str, result: Outcome) -> tuple[Item, list[Item]]:
        reason = self._inside.refusal(item, result.members)
        if reason:
            result = Outcome("failed", reason, result.media_type)
        self._inside.take(item, result.members)
        return after(item, key, result), list(member_items(item, result.members))


def _size(members: Iterable[Member]) -> int:
    """Bytes that were taken out."""
    return sum(member.bytes for member in members if member.reason is None)


def after(item: Item, key: str, result: Outcome) -> Item:
    """An item as its reading leaves it."""
    return replace(
        item,
        status=result.status,
        reason=result.reason,
        media_type=result.media_type,
        reading=key,
        content=result.content,
    )


def unextracted(view: View, writer: Writer, keys: Mapping[str, str]) -> None:
    """Marks items partial on whose content extraction broke, and unmarks those where it has succeeded since.

    ``keys`` are the extraction keys by content digest. Costs nothing where extraction never broke.
    """
    broken = set(view.fact_keys(GAVE_UP))
    if not broken:
        return
    broken -= view.has_facts("extract", broken)
    for item in view.items():
        if item.content is not None and item.reading is not None and item.status in ("read", "partial"):
            fact = view.fact(GAVE_UP, keys[item.content]) if keys[item.content] in broken else None
            wanted = _with_reason(view, item, fact)
            if wanted != item:
                writer.put_items([wanted])


def _with_reason(view: View, item: Item, fact: bytes | None) -> Item:
    if fact is not None:
        return replace(item, status="partial", reason=fact.decode("ascii"))
    found = reading(view, item.reading or "")
    return replace(item, status=found.status, reason=found.reason) if found else item
