"""A fake workbench over the hand-built pile, and a way to run one command line in this process."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Self

import brief_pile
import pytest

from sayso.cli.outcome import run
from sayso.errors import AskedWrongly, BadDocument
from sayso.model.judgement import Judgement, judged
from sayso.present.shape import Withheld


@dataclass
class Ran:
    status: int
    out: str
    err: str


Sayso = Callable[..., Ran]


@pytest.fixture
def sayso(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Sayso:
    def command(*arguments: object, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        status = run([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Ran(status, told.out, told.err)

    return command


@dataclass
class FakeCase:
    """The facade's verbs over the hand-built pile; `calls` keeps what was asked, `raises` what it shall raise."""

    calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = field(default_factory=list)
    raises: BaseException | None = None
    by_reason: dict[tuple[str, str | None], int] = field(default_factory=lambda: {("read", None): 3})
    problems: list[str] = field(default_factory=list)
    hits: list[Any] = field(default_factory=list)
    shown: str = "plain words"
    gone: tuple[str, ...] | None = None
    promises: dict[str, tuple[Judgement, ...]] = field(default_factory=dict)
    kept_in: tuple[Withheld, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def _asked(self, verb: str, *args: Any, **named: Any) -> None:
        self.calls.append((verb, args, named))
        if self.raises:
            raise self.raises

    def add(self, *paths: Path, progress: Callable[[Any], None], **named: Any) -> Any:
        self._asked("add", *paths, **named)
        progress(SimpleNamespace(stage="read", done=1, failed=0, total=3))
        progress(SimpleNamespace(stage="read", done=3, failed=1, total=3))
        return SimpleNamespace(by_reason=self.by_reason, new=3, unchanged=0, replaced=0, warnings=("another drop",))

    def warnings(self) -> tuple[str, ...]:
        return ("copied elsewhere",)

    def unprotected(self) -> tuple[str, ...]:
        return ("no lock on the door",)

    def remove(self, *files: str, purge: bool) -> Any:
        self._asked("remove", *files, purge=purge)
        return SimpleNamespace(
            files=files if self.gone is None else self.gone,
            unreachable=("copies of the case made elsewhere",) if purge else (),
        )

    def status(self) -> Any:
        self._asked("status")
        return SimpleNamespace(
            files=5, documents=3, statements=6, claims=3, generation=2, by_reason=self.by_reason, not_in_findings=1,
            protections={"memory": True, "network": False}, warnings=("a warning",),
        )  # fmt: skip

    def items(self) -> Iterator[Any]:
        return iter(brief_pile.ITEMS)

    def document(self, ref: str) -> Any:
        return brief_pile.DOCUMENTS[ref]

    def statements(self, **named: Any) -> Any:
        self._asked("statements", **named)
        return tuple(sorted(brief_pile.STATEMENTS.values(), key=lambda s: s.key))

    def claims(self) -> Any:
        return brief_pile.CLAIMS

    def copies(self) -> Any:
        return brief_pile.COPIES

    def passages(self, **named: Any) -> Any:
        self._asked("passages", **named)
        return brief_pile.PASSAGES

    def search(self, query: str, limit: int) -> Any:
        self._asked("search", query, limit=limit)
        return self.hits

    def tally(self, query: str) -> dict[str, int]:
        self._asked("tally", query)
        return {file: [h.file for h in self.hits].count(file) for file in {h.file for h in self.hits}}

    def show(self, ref: str, page: int | None) -> Any:
        self._asked("show", ref, page=page)
        return SimpleNamespace(file="memo.txt", page=1, key=ref, text=self.shown)

    def promised(self) -> dict[str, tuple[Judgement, ...]]:
        return self.promises

    def judge(self, rule: str, *files: str, **named: Any) -> Any:
        self._asked("judge", rule, *files, **named)
        given = {"by": named["by"], "until": named.get("until"), "value": named.get("value", "")}
        return [judged(f"item:{file}", rule, at="2024-05-01", **given) for file in files]

    def withdraw(self, *ids: str, **named: Any) -> Any:
        self._asked("withdraw", *ids, **named)
        return [judged("drop:HERON", "set aside", by=named["by"], at="2024-05-02", withdrawn=True)]

    def judgements(self, **named: Any) -> Any:
        self._asked("judgements", **named)
        return [judged("item:a.txt", "embargo", by="AB", at="2024-05-01", until="2024-05-07", why="told so")]

    def withheld(self, on: date | None) -> Any:
        return self.kept_in

    def used(self, file: str) -> tuple[str, ...]:
        return (f"The brief of 3 May 2024, note.docx, has 1 line that rests on this page: C-AAAAAA ({file}).",)

    def unrecorded(self) -> tuple[str, ...]:
        return ("the case keeps no record of this",)

    def brief(self, *, on: date | None = None, into: object = "", **named: Any) -> Any:
        self._asked("brief", **named)
        return brief_pile.brief(**named)

    def export(self, folder: Path, format: str, on: date | None) -> Any:  # noqa: A002
        self._asked("export", folder, format=format)
        return [folder / f"claims.{format}"]

    def verify(self) -> Any:
        return SimpleNamespace(checked={"quotations": 12}, problems=self.problems)


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeCase:
    """A workbench whose only case is the fake one; `papers.sayso` is there to be opened."""
    fake = FakeCase()
    bench = ModuleType("sayso.workbench")
    setting: dict[str, Any] = {"open": lambda _: fake, "SingleFiles": _SingleFiles, "extract": _extract, "demo": _demo}
    for name, value in setting.items():
        setattr(bench, name, value)
    monkeypatch.setitem(sys.modules, "sayso.workbench", bench)
    monkeypatch.setattr("sayso.workbench", bench, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers.sayso").mkdir()
    return fake


class _SingleFiles:
    """Reads nothing and gives the one document, or refuses a PDF."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, path: Path) -> Any:
        return _read(path)

    def read_bytes(self, data: bytes, name: str) -> Any:
        if not data:
            raise BadDocument("empty")
        return brief_pile.memo


def _read(path: Path) -> Any:
    if "bad" in path.name:
        raise BadDocument("damaged")
    if not path.exists():
        raise AskedWrongly("no_file", f"there is no file {path}")
    return brief_pile.memo


def _extract(document: Any, cue_bias: float, sorts: set[str] | None) -> Any:
    here = [s for s in brief_pile.STATEMENTS.values() if s.document == document.id and cue_bias >= 0]
    return [s for s in here if sorts is None or s.at.sort in sorts]


def _demo(folder: Path) -> Path:
    (folder / "files").mkdir(parents=True)
    return folder / "files"
