"""The verbs of a person's verdicts and of a colleague's case; a part of the facade of a case."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path

from sayso.engine import handover, promises, removal, verdicts
from sayso.engine.attach import attached
from sayso.engine.merging import Merged, bring, merged, other_case
from sayso.engine.places import Places
from sayso.engine.plan import Wishes
from sayso.engine.records import Documents
from sayso.engine.run import Progress, Runner
from sayso.engine.update import bring_up_to_date, settle_all
from sayso.model.judgement import BINDING, VERDICTS, Judgement
from sayso.settings import Settings
from sayso.store.case import OpenCase
from sayso.store.protocol import View


class Judging(ABC):
    """What people decide about a case, and what a colleague decided."""

    path: Path
    settings: Settings

    @property
    @abstractmethod
    def _view(self) -> View:
        """The case as it was when a reading verb was first asked."""

    @abstractmethod
    def _writing(self, *, create: bool = False) -> AbstractContextManager[OpenCase]:
        """The case, opened by its one writer."""

    @abstractmethod
    def _workers(self, jobs: int | None) -> Runner:
        """What performs the work of reading and extracting."""

    def judge(
        self,
        verdict: str,
        *on: str,
        by: str,
        value: str = "",
        drop: str | None = None,
        until: str | None = None,
        why: str = "",
    ) -> tuple[Judgement, ...]:
        """Keeps a person's verdict, and brings the findings into line with it. ``by`` are initials.

        A handling rule, on files or on a drop; ``same`` or ``differs``, on two keys; ``speaker``, on a key, with the
        name as ``value``; ``person``, on two names with ``value`` "one" or "two", or on one with the name to print;
        ``authentic``, on a file, with a word of ``judgement.AUTHENTICITY``; ``release``, on a file; ``note``, on a key
        or a file.

        :raises AskedWrongly: ``no_such_rule``, ``no_such_file``, ``no_such_drop``, ``no_day``, ``no_initials``,
            ``bad_verdict``, ``no_such_place``, ``no_such_name``, ``ambiguous``; ``judgements_clash`` with the chain.
        """
        with self._writing() as case:
            if verdict in VERDICTS:
                asked = verdicts.Asked(verdict=verdict, on=on, value=value, by=by, why=why, at=_today())
                made = promises.keep(case, lambda view: verdicts.to_judge(self._verdict_desk(view), asked))
            else:
                wish = promises.Wish(verdict, on, drop, until, why)
                made = promises.keep(case, lambda view: promises.to_judge(view, wish, by=by, at=_today()))
            self._obey(case, made)
        return made

    def withdraw(self, *ids: str, by: str, why: str = "") -> tuple[Judgement, ...]:
        """Takes judgements back; what they said is kept, and holds no more.

        :raises AskedWrongly: ``no_such_judgement``, ``no_initials``.
        """
        with self._writing() as case:
            made = promises.keep(case, lambda view: promises.to_withdraw(view, ids, by=by, why=why, at=_today()))
            self._obey(case, made)
        return made

    def judgements(self, *, every: bool = False) -> tuple[Judgement, ...]:
        """The judgements in force, those that the terms of drops make included; ``every``: also those that were."""
        return promises.standing(self._view, every=every)

    def adrift(self) -> tuple[Judgement, ...]:
        """Judgements whose words stand nowhere in the case now, or in more places than one; they hold nothing."""
        ids = set(attached(self._view, self.settings).adrift)
        return tuple(judgement for judgement in self.judgements() if judgement.id in ids)

    def judgements_out(self) -> bytes:
        """Every judgement given here as JSON Lines, with the words it is anchored to, for a colleague's case."""
        return handover.written(self._view.judgements())

    def judgements_in(self, data: bytes) -> tuple[int, tuple[tuple[Judgement, str], ...]]:
        """Takes a colleague's judgements; how many, and those that do not hold beside ours, each with the reason.

        :raises AskedWrongly: ``bad_judgements``.
        """
        given = handover.read(data)
        with self._writing() as case:
            taken, left = self._take_judgements(case, given)
            self._obey(case, taken)
        return len(taken), left

    def merge(
        self, other: str | Path, *, jobs: int | None = None, progress: Callable[[Progress], None] | None = None
    ) -> Merged:
        """Brings in a colleague's copy of the case: files that are new here, and judgements that fit.

        Its originals are read again here. What was taken out in either case is out in this one.

        :raises AskedWrongly: ``same_case``, ``case_busy``, and what is wrong with either case.
        """
        report = progress or (lambda _: None)
        with self._writing() as case, other_case(Path(other), self.path) as theirs:
            brought = bring(case, theirs)
            if brought.taken_out:
                with case.store.view() as view:
                    items = removal.chosen(view, [item.file for item in brought.taken_out], purge=False)
                removal.leave(case, items, purge=False)
                settle_all(case, self.settings, lambda _: None)
                removal.forget(case, items)
            bring_up_to_date(case, self.settings, self._workers(jobs), Wishes(), report)
            with theirs.store.view() as view:
                given = view.judgements()
            taken, left = self._take_judgements(case, given)
            self._obey(case, taken)
        return merged(brought, len(taken), left)

    def promised(self) -> dict[str, tuple[Judgement, ...]]:
        """The handling rules of every file that is under one, by file."""
        return promises.by_file(self._view)

    def _verdict_desk(self, view: View) -> verdicts.Desk:
        found_documents = Documents(view)
        return verdicts.Desk(view, found_documents, Places(view, found_documents, self.settings), self.settings)

    def _take_judgements(
        self, case: OpenCase, given: Iterable[Judgement]
    ) -> tuple[tuple[Judgement, ...], tuple[tuple[Judgement, str], ...]]:
        with case.store.view() as view:
            taken, left = verdicts.take_over(self._verdict_desk(view), given)
        return promises.keep(case, lambda _: taken), tuple(left)

    def _obey(self, case: OpenCase, made: Iterable[Judgement]) -> None:
        """Derives the findings anew where a judgement binds them."""
        if any(judgement.verdict in BINDING for judgement in made):
            settle_all(case, self.settings, lambda _: None)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
