"""The workbench: the verbs of Sayso, for Python, the command line and pages alike.

with sayso.open("affair.sayso") as case:
    case.add("papers/")
    print(case.brief())
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from sayso.demo_case import unpack
from sayso.engine import intake, promises, removal
from sayso.engine.answers import Added, Removed, Status, by_reason
from sayso.engine.asked import statements_where
from sayso.engine.briefing import brief_of
from sayso.engine.case_pages import compared_in
from sayso.engine.changing import changes_since
from sayso.engine.checking import Verified, verify_case
from sayso.engine.exporting import Tables, write_tables
from sayso.engine.findings import found
from sayso.engine.index import Hit, hit, refresh
from sayso.engine.judging import Judging
from sayso.engine.merging import Merged
from sayso.engine.names import top
from sayso.engine.nearby import Nearby
from sayso.engine.places import Places, Shown
from sayso.engine.plan import Wishes
from sayso.engine.promises import Outgoing
from sayso.engine.protection import unprotected
from sayso.engine.questions import Questions
from sayso.engine.recording import Recording
from sayso.engine.records import Documents, documents, live
from sayso.engine.resting import Occasion, of_brief
from sayso.engine.run import Pool, Progress, Runner
from sayso.engine.sharing import passages_where
from sayso.engine.single import SingleFiles, protections, read_file, statements_of, text_document
from sayso.engine.surroundings import kept_inside
from sayso.engine.update import bring_up_to_date, pending, settle_all
from sayso.model.document import Document
from sayso.model.findings import Claim, Copy, Entity, Passage, PassageSort
from sayso.model.item import Item
from sayso.model.statement import Sort, Statement
from sayso.present.brief import Brief
from sayso.present.changed import Changed
from sayso.present.comparison import Comparison
from sayso.present.shape import Withheld
from sayso.settings import Settings
from sayso.store.case import OpenCase, open_case
from sayso.store.protocol import View
from sayso.store.search import SearchIndex
from sayso.store.synced import synced_folder

__all__ = [
    "Added",
    "Case",
    "Comparison",
    "Hit",
    "Merged",
    "Progress",
    "Removed",
    "Shown",
    "SingleFiles",
    "Status",
    "Verified",
    "compare",
    "demo",
    "extract",
    "open",
    "read",
]


def open(path: str | Path, *, settings: Settings | None = None, runner: Runner | None = None) -> Case:  # noqa: A001
    """The case at ``path``; nothing is opened or made until a verb needs it, and ``add`` alone makes a case.

    ``runner`` performs the work in place of a pool of processes.
    """
    return Case(Path(path), settings or Settings(), runner)


def read(path: str | Path) -> Document:
    """The document in a single file, read in a confined child, without a case.

    :raises AskedWrongly: ``no_such_path``, ``not_a_file``.
    :raises BadDocument: where it cannot be read, or holds no text of its own.
    """
    return read_file(Path(path))


def extract(
    document: Document | str, *, cue_bias: float = 0.0, sorts: Collection[Sort] | None = None
) -> tuple[Statement, ...]:
    """The statements of one document, or of plain text, in its order; about 3,000 words a second.

    ``sorts`` keeps only those of some sorts of cue, as ``{"speech"}``.

    :raises BadDocument: ``no_text`` where a text is empty.
    """
    return statements_of(text_document(document) if isinstance(document, str) else document, cue_bias, sorts)


def compare(one: str | Path, other: str | Path, *, pictures: bool = True) -> Comparison:
    """Two files side by side, without a case: what kind of copy, and every difference with its place in both.

    What was read from pictures is read a second time where it differs, and the pictures are compared themselves: some
    three seconds a page. Without ``pictures`` neither is done.

    :raises AskedWrongly: ``no_such_path``, ``not_a_file``.
    :raises BadDocument: where one cannot be read, or holds no text of its own.
    """
    with SingleFiles() as files:
        return files.compare(files.held(Path(one)), files.held(Path(other)), pictures=pictures)


def demo(folder: str | Path) -> Path:
    """Unpacks the files of the demo case into ``folder``/files, made if new, and returns that.

    :raises OSError: where the folder cannot be written.
    """
    return unpack(Path(folder) / "files")


class Case(Recording, Questions, Judging):
    """The facade of one case: its verbs. Use it in a ``with``, or ``close`` it."""

    def __init__(self, path: Path, settings: Settings, runner: Runner | None = None) -> None:
        self.path = path
        self.settings = settings
        self._runner = runner
        self._ending = ExitStack()
        self._desk: _Desk | None = None
        self._going: tuple[date, Outgoing] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        # The store translates what went wrong inside its view, and must hear of it.
        self._desk = self._going = None
        self._ending.__exit__(kind, error, at)

    def close(self) -> None:
        """Lets go of every file; the next verb opens the case again."""
        self._desk = self._going = None
        self._ending.close()

    def warnings(self) -> tuple[str, ...]:
        """What a person should know before putting anything into the case, be it made yet or not."""
        service = synced_folder(self.path)
        if service is None:
            return ()
        return (f"the case lies in a folder that {service} seems to copy elsewhere: what is in it leaves this machine",)

    def unprotected(self) -> tuple[str, ...]:
        """What a hostile file could do on this machine because a protection is missing; starts a child to ask."""
        return unprotected(protections())

    def add(  # noqa: PLR0913 - one parameter an option of the contract
        self,
        *paths: str | Path,
        drop: str | None = None,
        terms: str | None = None,
        first: str | None = None,
        retry: bool = False,
        ocr: bool = True,
        passwords: Sequence[str] = (),
        jobs: int | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Added:
        """Reads everything under ``paths`` into the case, made if new, and brings every finding up to date.

        Pages that are pictures are read last, and left for another time without ``ocr``.
        Again on the same files it changes nothing; interrupted at any moment it goes on where it was.

        ``passwords`` are tried on locked files, those of earlier runs too, and are kept nowhere.

        :raises AskedWrongly: ``no_such_path``, ``path_in_case``, ``drop_terms``, ``too_many_passwords``, ``case_busy``,
            ``disk_full`` and what is wrong with the case.
        """
        named = [Path(path) for path in paths]
        report = progress or (lambda _: None)
        intake.check_paths(named, self.path)
        with self._writing(create=True) as case:
            with case.store.view() as view:
                delivery = intake.delivery(view, drop, terms, _today())
            tally = intake.take_in(case, named, delivery, lambda *counts: report(Progress("take in", *counts)))
            asked = Wishes(retry=retry, first=(first,) if first else (), ocr=ocr)
            wishes = asked.unlocking(passwords)
            bring_up_to_date(case, self.settings, self._workers(jobs), wishes, report)
            with case.store.view() as view:
                counts = by_reason(item for item in view.items() if top(item.file) in tally.files)
        return Added(
            new=tally.new,
            unchanged=tally.unchanged,
            replaced=tally.replaced,
            by_reason=counts,
            warnings=(*intake.warnings(tally, delivery), *promises.told(delivery)),
        )

    def remove(self, *files: str, purge: bool = False) -> Removed:
        """Takes files out; findings settle as if they had never been added.

        With ``purge`` their bytes, text, names and index entries are erased from the case too, with those of files
        taken out before.

        :raises AskedWrongly: ``no_such_file``, ``inside_another``, ``case_in_use``.
        """
        with self._writing() as case:
            with case.store.view() as view:
                items = removal.chosen(view, files, purge=purge)
            if not items and not removal.leftovers(case):
                raise removal.no_such_file(files[0] if files else "of that name")
            removal.leave(case, items, purge=purge)
            settle_all(case, self.settings, lambda _: None)
            removal.forget(case, items, purge=purge)
            if purge:
                removal.erase(case, self.settings)
                settle_all(case, self.settings, lambda _: None)
        return Removed(files=tuple(item.file for item in items), unreachable=removal.UNREACHABLE if purge else ())

    def status(self) -> Status:
        """Totals, a table by reason, what is still to do, and which protections hold here; starts a child to ask."""
        view = self._at.view
        items = list(view.items())
        generation = view.generation()
        waiting = sum(item.status == "waiting" for item in items)
        counted = sum(live(item) for item in items)
        return Status(
            files=len(items),
            documents=counted,
            statements=sum(1 for _ in view.rows("statements")),
            claims=sum(1 for _ in view.rows("claims")),
            by_reason=by_reason(items),
            waiting=waiting,
            generation=generation.number,
            not_in_findings=waiting + max(counted - generation.items, 0),
            protections=protections(),
            warnings=tuple(self._warnings(view)),
        )

    def items(self) -> Iterator[Item]:
        """Every file of the pile, members and all, by name."""
        return self._at.view.items()

    def documents(self) -> Iterator[Document]:
        """Every document that counts, by file; one is held at a time."""
        return documents(self._at.view)

    def document(self, ref: str) -> Document:
        """The document that a file's name, an id, a key or the six letters that open a key mean.

        :raises AskedWrongly: ``no_such_place``, ``no_text_here``, ``ambiguous``.
        """
        return self._at.places.document(ref)

    def words(self, document: str, page: int) -> bytes:
        """Packed word boxes (``model.words``) of a page of the document with this id."""
        return self._at.documents.words(document, page)

    def statements(
        self,
        speaker: str | None = None,
        about: str | None = None,
        file: str | None = None,
        sorts: Collection[Sort] | None = None,
    ) -> Iterator[Statement]:
        """Statements by file and place: of a speaker, with all words of ``about``, in files of a glob, of sorts."""
        out = self._out()
        found = statements_where(out.view, out.documents, speaker=speaker, about=about, file=file)
        return (s for s in found if sorts is None or s.at.sort in sorts)

    def claims(self) -> tuple[Claim, ...]:
        """Claims, by id."""
        return tuple(found(self._out().view, Claim))

    def entities(self) -> tuple[Entity, ...]:
        """People, organisations, places and documents that are named, by id."""
        return tuple(found(self._out().view, Entity))

    def copies(self) -> tuple[Copy, ...]:
        """What documents are to others of their family, by id."""
        return tuple(found(self._out().view, Copy))

    def passages(
        self, about: str | None = None, file: str | None = None, sorts: Collection[PassageSort] | None = None
    ) -> tuple[Passage, ...]:
        """Words that documents share, those of most documents first and boilerplate last.

        With all words of ``about``, in files of a glob, of sorts.
        """
        out = self._out()
        return passages_where(out.view, out.documents, about=about, file=file, sorts=sorts)

    def compare(self, one: str, other: str, *, pictures: bool = True, on: date | None = None) -> Comparison:
        """Two documents of the case side by side, by file name, id or key; as ``compare`` does with two files.

        What handling rules keep in on the day ``on``, today unless given, cannot be compared.

        :raises AskedWrongly: ``no_such_place``, ``no_text_here``, ``ambiguous``.
        """
        with kept_inside(self._at.case.tmp):
            return compared_in(self._at.case, self._out(on), self.settings, (one, other), pictures=pictures)

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """The ``limit`` best sentences for words, phrases, AND OR NOT, NEAR and prefixes, best first.

        :raises AskedWrongly: ``bad_query``.
        """
        return [hit(each) for each in self._searchable().search(query, limit)]

    def tally(self, query: str) -> dict[str, int]:
        """How many paragraphs of each file a query finds, by file.

        :raises AskedWrongly: ``bad_query``.
        """
        return self._searchable().tally(query)

    def show(self, ref: str, page: int | None = None) -> Shown:
        """The page, sentence or statement that a file's name or a key means, with its surroundings.

        :raises AskedWrongly: ``no_such_place``, ``no_such_page``, ``no_text_here``, ``ambiguous``.
        """
        return self._at.places.shown(ref, page)

    def brief(
        self,
        top: int | None = None,
        about: str | None = None,
        speaker: str | None = None,
        since: str | None = None,
        on: date | None = None,
        into: str | Path = "",
    ) -> Brief:
        """What is known, on whose word, and what is not covered; at most ``top`` lines a section.

        What handling rules keep in on the day ``on``, today unless given, is counted and stands nowhere else.
        The case keeps on record which pages it rests on, and the last name of the file it goes ``into``.

        :raises OurFault: ``quotation_drift`` where a quotation is not, word for word, what its document says.
        """
        out = self._out(on)
        brief = brief_of(
            out,
            self.path.resolve().stem,
            pending(self._at.view, self.settings),
            on or _today(),
            top=top or self.settings.top,
            about=about,
            speaker=speaker,
            since=since,
        )
        self._record(of_brief(out.view, out.documents, brief, Occasion(_today().isoformat(), str(into))))
        return brief

    def changes(self, since: str | None = None, top: int | None = None) -> Changed:
        """What is new since a drop or a day, the last drop unless given: claims, versions, judgements to look at again.

        Costs a linking of what was there before.

        :raises AskedWrongly: ``no_such_drop``, ``no_drops``.
        """
        return changes_since(self._at.case, self._out(), self.settings, since, top or self.settings.top)

    def export(self, folder: str | Path, format: str = "jsonl", on: date | None = None) -> list[Path]:  # noqa: A002 - the contract's word
        """Writes every table to ``folder``, made if new, as ``jsonl`` or ``csv``; each whole or not at all.

        What handling rules keep in on the day ``on``, today unless given, is in none but counted in ``withheld``.

        :raises AskedWrongly: ``no_such_format``.
        :raises OSError: where the folder cannot be written.
        """
        out = self._out(on)
        tables = Tables(out.view, out.documents, self.settings, out.withheld, out.rules)
        return write_tables(Path(folder), tables, format)

    def withheld(self, on: date | None = None) -> tuple[Withheld, ...]:
        """What handling rules keep in on a day, today unless given, by rule."""
        return self._out(on).withheld

    def verify(self) -> Verified:
        """Checks every original, id, span, index and quotation; reads every byte of the case."""
        return verify_case(self._at.case)

    def _warnings(self, view: View) -> Iterator[str]:
        yield from self.warnings()
        if removal.unfinished(view):
            yield "an erasing was cut short: run the same `sayso remove --purge` again"

    @property
    def _view(self) -> View:
        return self._at.view

    @property
    def _case(self) -> OpenCase:
        return self._at.case

    @property
    def _at(self) -> _Desk:
        """The case as it was when a reading verb was first asked."""
        if self._desk is None:
            case = self._ending.enter_context(open_case(self.path))
            view = self._ending.enter_context(case.store.view())
            found_documents = Documents(view)
            self._desk = _Desk(case, view, found_documents, Places(view, found_documents, self.settings))
        return self._desk

    @contextmanager
    def _writing(self, *, create: bool = False) -> Iterator[OpenCase]:
        # Our own view would keep erased words in the log, and would go on showing the case as it was.
        self.close()
        with open_case(self.path, create=create, write=True) as case, kept_inside(case.tmp):
            yield case

    def _out(self, on: date | None = None) -> Outgoing:
        """What may go out on a day; kept for the day asked for last."""
        day, desk = on or _today(), self._at
        if self._going is None or self._going[0] != day:
            made = self._ending.enter_context(promises.outgoing(desk.case, desk.view, self.settings, day))
            self._going = day, made
        return self._going[1]

    def _nearby(self, on: date | None) -> Nearby:
        return Nearby(self._out(on), self._searchable(), self._at.view, on or _today())

    def _searchable(self) -> SearchIndex:
        desk = self._at
        refresh(desk.case.index, desk.view)
        return desk.case.index

    def _workers(self, jobs: int | None) -> Runner:
        return self._runner or Pool(self.settings.jobs if jobs is None else jobs)


class _Desk(NamedTuple):
    """What a reading verb works on: one view for as long as the case stays open."""

    case: OpenCase
    view: View
    documents: Documents
    places: Places


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
