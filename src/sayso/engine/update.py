"""Brings a case up to date: reads what waits, extracts from what was read, links, and makes the search index."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree

from sayso.engine.index import refresh
from sayso.engine.ledger import GAVE_UP, WAITS, Inside, Ledger, unextracted
from sayso.engine.linking import settle
from sayso.engine.plan import ExtractWork, Reads, ReadWork, Wishes, plan_extraction, plan_reading, plan_recognition
from sayso.engine.records import damaged, live, reading
from sayso.engine.run import Progress, Report, Runner
from sayso.engine.stages import fact_key, stage_key
from sayso.engine.work import Done, ExtractTask, Lost, ReadDone, ReadTask
from sayso.model.codec import to_bytes
from sayso.settings import Settings
from sayso.store.case import OpenCase
from sayso.store.protocol import View

FIRST_ROUND = 64
"""So many files are recognised before their findings are brought up to date for the first time."""


@dataclass(slots=True)
class _Count:
    """How far reading is, over all rounds."""

    stage: str = "ocr"
    total: int = 0
    done: int = 0
    failed: int = 0
    pages: int = 0

    def after(self, result: Done) -> Progress:
        """Counts one result."""
        self.done += 1
        if isinstance(result, ReadDone):
            self.failed += result.outcome.status == "failed" and (self.stage == "ocr" or not result.outcome.waits)
            self.pages += result.outcome.pages
        else:
            self.failed += 1
        return Progress(self.stage, self.done, self.failed, self.total, self.pages)


def bring_up_to_date(case: OpenCase, settings: Settings, runner: Runner, wishes: Wishes, report: Report) -> None:
    """Does all that is left to do for the items of a case; interrupted at any moment, it goes on where it was."""
    read_all(case, runner, wishes, report)
    extract_all(case, settings, runner, wishes, report)
    settle_all(case, settings, report, runner.jobs)
    if wishes.ocr:
        recognise_all(case, settings, runner, wishes, report)


def recognise_all(case: OpenCase, settings: Settings, runner: Runner, wishes: Wishes, report: Report) -> None:
    """Reads the pages that are pictures, in rounds that double: after each one its findings stand with the others."""
    key = stage_key("read", Settings())
    room, done = FIRST_ROUND, _Count()
    while True:
        with case.store.view() as view:
            plan = plan_recognition(
                view.items(),
                key,
                wishes=wishes,
                waits=lambda keys: view.has_facts(WAITS, keys),
                done=lambda keys: view.has_facts("read", keys),
            )
            inside = Inside(view.items())
        if not plan.work and not plan.adopt:
            return
        done.total = done.done + len(plan.work)
        _read(case, replace(plan, work=plan.work[:room]), inside, wishes.passwords, runner, report, done)
        extract_all(case, settings, runner, wishes, report)
        settle_all(case, settings, report, runner.jobs)
        room *= 2


def settle_all(case: OpenCase, settings: Settings, report: Report, jobs: int = 1) -> None:
    """Derives the findings from what was read and extracted, and the search index."""
    settle(case, settings, lambda stage, done, total: report(Progress(stage, done, 0, total)), jobs=jobs)
    with case.store.view() as view:
        refresh(case.index, view)


def read_all(case: OpenCase, runner: Runner, wishes: Wishes, report: Report) -> None:
    """Reads every item that waits, then what was found inside, until nothing waits."""
    key = stage_key("read", Settings())
    while True:
        with case.store.view() as view:
            plan = plan_reading(view.items(), key, wishes=wishes, done=lambda keys: view.has_facts("read", keys))
            inside = Inside(view.items())
        if not plan.work and not plan.adopt:
            return
        _read(case, plan, inside, wishes.passwords, runner, report, _Count("read", len(plan.work)))
        wishes = replace(wishes, retry=False, unlock=False)  # once a run: what fails again would be tried for ever


def extract_all(case: OpenCase, settings: Settings, runner: Runner, wishes: Wishes, report: Report) -> None:
    """Extracts from every content that was not extracted from under the key of today."""
    key = stage_key("extract", settings)
    with case.store.view() as view:
        work = plan_extraction(
            view.items(),
            key,
            wishes=wishes,
            done=lambda keys: view.has_facts("extract", keys),
            failed=lambda keys: view.has_facts(GAVE_UP, keys),
        )
    failed = 0
    with Ledger(case, Inside(())) as ledger:
        results = runner.run(_extract_tasks(case, settings, work), len(work))
        for done, (each, result) in enumerate(results, start=1):
            ledger.extracted(each, result)  # type: ignore[arg-type]
            failed += isinstance(result, Lost)
            report(Progress("extract", done, failed, len(work)))
    with case.store.view() as view:
        keys = {item.content: fact_key(key, item.content) for item in view.items() if item.content and live(item)}
        with case.store.writing() as writer:
            unextracted(view, writer, keys)


def _read(
    case: OpenCase,
    plan: Reads,
    inside: Inside,
    passwords: tuple[str, ...],
    runner: Runner,
    report: Report,
    count: _Count,
) -> None:
    with Ledger(case, inside) as ledger:
        for item, key in plan.adopt:
            ledger.adopt(item, key)
        there = [work for work in plan.work if case.blobs.has(work.sha256)]
        for work in plan.work:
            if not case.blobs.has(work.sha256):
                ledger.read(work, Lost("vanished"), case.tmp)
                count.done += 1
        results = runner.run(_read_tasks(case, there, passwords), len(there))
        for (work, tmp), result in results:
            ledger.read(work, result, tmp)  # type: ignore[arg-type]
            rmtree(tmp, ignore_errors=True)
            report(count.after(result))


def _read_tasks(
    case: OpenCase, work: list[ReadWork], passwords: tuple[str, ...]
) -> Iterator[tuple[tuple[ReadWork, Path], ReadTask]]:
    for each in work:
        tmp = Path(tempfile.mkdtemp(prefix="read-", dir=case.tmp))
        yield (each, tmp), ReadTask(str(case.blobs.path(each.sha256)), each.suffix, str(tmp), each.ocr, passwords)


def _extract_tasks(
    case: OpenCase, settings: Settings, work: tuple[ExtractWork, ...]
) -> Iterator[tuple[ExtractWork, ExtractTask]]:
    for each in work:
        with case.store.view() as view:
            found = reading(view, each.reading)
        if found is None or found.content is None:
            raise damaged(each.reading)
        yield each, ExtractTask(to_bytes(found.content), settings.cue_bias)


def pending(view: View, settings: Settings) -> list[str]:
    """Files that were read, but on which the findings do not rest yet; empty where these cover every document."""
    counted = [item for item in view.items() if live(item)]
    if view.generation().items >= len(counted):
        return []
    key = stage_key("extract", settings)
    return [item.file for item in counted if view.fact("extract", fact_key(key, item.content)) is None]
