"""The parent's side: one confined child at a time, its answers checked, its death charged to one file alone."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self, cast

import msgspec

from sayso.model import codec
from sayso.model.reading import Reading
from sayso.model.sight import Look, Sight
from sayso.read import channel
from sayso.read.check import Untrusted, checked
from sayso.read.check_sight import checked_sight
from sayso.read.child import FULL_DISK, OUT_OF_MEMORY_EXIT, PAGE, READ, SEEN, Request
from sayso.read.limits import LIMITS, Limits
from sayso.read.notes import Note
from sayso.read.outcome import failed
from sayso.read.start import command, environment

HELLO_BYTES = 4096
MAX_LEFT_OUT = 3
"""Pages of one file on which a child may die before recognition is given up for it."""
MEDIA_UNKNOWN = "application/octet-stream"
_SPENT = frozenset(("crashed", "out_of_memory", "too_deep"))
"""After these a child is not trusted with another file."""


class Pages(NamedTuple):
    """A file of which a page is looked at: its bytes, and its name for the suffix. No bytes: no pictures."""

    data: bytes = b""
    name: str = ""


class ConfinedReader:
    """Owns one confined child that reads files; starts it when first needed, replaces it when it dies or grows old.

    ``home`` is a folder for the child's own files, the only place it can write; without one it makes its own inside
    the first ``tmp``, and a new child must be started whenever that folder goes away (about a third of a second).
    Not for use by two threads at once.
    """

    def __init__(self, home: Path | None = None, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.passwords: tuple[str, ...] = ()
        """What to try on locked files."""
        self.held: dict[str, bool] = {}
        """Which protections the last child reported."""
        self._given_home = home
        self._home: Path | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, path: Path, name: str, tmp: Path, *, ocr: bool = True) -> Reading:
        """What the file at ``path`` holds; the bytes of ``reading.members[i]`` become ``tmp/i``.

        Without ``ocr`` pages that are pictures are left waiting. Never raises for a bad file: a crash, a hang or a lie
        is a failed reading with its reason.

        :raises OSError: where the disk is full or the child cannot be started.
        """
        try:
            if path.stat().st_size > self.limits.max_file_bytes:
                return failed("too_large", MEDIA_UNKNOWN)
            data = path.read_bytes()
        except FileNotFoundError:
            return failed("vanished", MEDIA_UNKNOWN)
        except OSError:
            return failed("unreadable", MEDIA_UNKNOWN)
        return self.read_bytes(data, name, tmp, ocr=ocr)

    def read_bytes(self, data: bytes, name: str, tmp: Path, *, ocr: bool = True) -> Reading:
        """As ``read``, of bytes that lie in no file."""
        if len(data) > self.limits.max_file_bytes:
            return failed("too_large", MEDIA_UNKNOWN)
        return self._kept(self._ask(data, name, tmp, self.limits if ocr else replace(self.limits, max_ocr_pages=0)))

    def commented(self, data: bytes, notes: Sequence[Note], tmp: Path) -> Reading:
        """The Word document in ``data`` with comments, as the one member of the reading: ``tmp/0``."""
        return self._kept(self._ask(data, "draft.docx", tmp, self.limits, tuple(notes)))

    def _kept(self, reading: Reading) -> Reading:
        """``reading``, its child kept for another file if that is safe."""
        if self._served >= self.limits.tasks_per_child or reading.reason in _SPENT:
            self._end()
        return reading

    def look(self, one: Pages, other: Pages, look: Look, tmp: Path) -> Sight:
        """What is seen on a page of each of two files, side by side; nothing where they cannot be looked at.

        Never raises for a bad file: on a crash, a hang or a lie nothing was seen.

        :raises OSError: where the child cannot be started.
        """
        child = self._running(tmp)
        request = Request(
            name=_suffixes(one.name),
            folder=str(self._folder()),
            limits=self.limits,
            left_out=(),
            passwords=self.passwords,
            look=look,
            other=_suffixes(other.name),
        )
        answer, _, _ = self._exchange(child, request, one.data, other.data)
        if answer is None or self._served >= self.limits.tasks_per_child:
            self._end()
        if answer is None or answer[:1] != SEEN:
            return Sight()
        try:
            return checked_sight(answer[1:], look)
        except Untrusted:
            self._end()
            return Sight()

    def close(self) -> None:
        """Ends the child and removes its folder."""
        self._end()
        if self._home:
            shutil.rmtree(self._home, ignore_errors=True)
            self._home = None

    def _ask(self, data: bytes, name: str, tmp: Path, limits: Limits, notes: tuple[Note, ...] = ()) -> Reading:
        left_out: dict[int, str] = {}
        while True:
            child = self._running(tmp)
            fresh = self._served == 0
            request = Request(
                name=_suffixes(name),
                folder=str(self._folder()),
                limits=limits,
                left_out=tuple(left_out.items()),
                passwords=self.passwords,
                notes=notes,
            )
            answer, late, page = self._exchange(child, request, data)
            if answer is not None:
                return self._accept(answer, tmp)
            reason = "out_of_time" if late else self._cause_of_death()
            self._end()
            # A child that had served others may have died of what they left behind: only a fresh one's death counts.
            if not (late or fresh):
                continue
            if not page:
                return failed(reason, MEDIA_UNKNOWN)
            # The page on which it died is left out; where that goes on, all pages that are pictures are.
            left_out = {**left_out, page: reason}
            if len(left_out) > MAX_LEFT_OUT:
                limits = replace(limits, max_ocr_pages=0)

    def _exchange(
        self, child: subprocess.Popen[bytes], request: Request, *data: bytes
    ) -> tuple[bytes | None, bool, int]:
        """The child's answer, or None if it died; whether it took too long; and the long page it was at, if any."""
        page, clock = 0, _Clock(child)
        clock.start(request.limits.wall_seconds)
        self._served += 1
        try:
            channel.send(cast("IO[bytes]", child.stdin), codec.to_bytes(request), *data)
            while True:
                answer = channel.receive(cast("IO[bytes]", child.stdout), self.limits.max_answer_bytes + 1)
                if answer[:1] != PAGE:
                    return answer, False, page
                begun = int.from_bytes(answer[1:5], "big")
                if not page < begun <= request.limits.max_pages:
                    return b"", False, page
                page = begun
                clock.start(request.limits.ocr_page_wall_seconds)
        except (channel.ChannelError, OSError):
            return None, clock.late.is_set(), page
        finally:
            clock.stop()

    def _accept(self, answer: bytes, tmp: Path) -> Reading:
        """A checked reading, its members moved to ``tmp``; ``refused`` where the child lied."""
        if answer == FULL_DISK:
            self._end()
            raise OSError(28, "no space left for members")
        try:
            if answer[:1] != READ:
                raise Untrusted
            reading = checked(answer[1:], self.limits)
            self._move_members(reading, tmp)
        except Untrusted:
            self._end()
            return failed("refused", MEDIA_UNKNOWN)
        return reading

    def _move_members(self, reading: Reading, tmp: Path) -> None:
        """Hands over each member that is a plain file of the size and digest it should have.

        :raises Untrusted: where one is not.
        """
        folder = self._folder()
        for place, member in enumerate(reading.members):
            if member.reason is None:
                source = folder / str(place)
                if not _is_as_said(source, member.sha256, member.bytes):
                    raise Untrusted
                shutil.move(source, tmp / str(place))
        with contextlib.suppress(OSError):
            for left in folder.iterdir():
                left.unlink()

    def _folder(self) -> Path:
        return cast("Path", self._home) / "members"

    def _running(self, tmp: Path) -> subprocess.Popen[bytes]:
        gone = self._home is None or not self._home.is_dir()
        if self._child and not gone and self._child.poll() is None:
            return self._child
        self._end()
        if gone:
            self._home = Path(tempfile.mkdtemp(prefix="reader-", dir=self._given_home or tmp))
        self._folder().mkdir(exist_ok=True)
        self._child = _start(self._home, self.limits)
        self._served = 0
        self.held = _hello(self._child)
        return self._child

    def _end(self) -> None:
        if self._child:
            _close(self._child)
            self._child = None
        self._served = 0
        if self._home and self._folder().is_dir():
            shutil.rmtree(self._folder(), ignore_errors=True)

    def _cause_of_death(self) -> str:
        if self._child is None:
            return "crashed"
        code, peak_bytes = _wait(self._child)
        signals = {-int(s): s.name for s in signal.Signals}
        name = signals.get(code, "")
        if name in {"SIGXCPU", "SIGALRM"}:
            return "out_of_time"
        if name == "SIGSYS":
            return "refused"
        full = code == OUT_OF_MEMORY_EXIT or name == "SIGKILL" or peak_bytes > self.limits.memory_bytes // 2
        return "out_of_memory" if full else "crashed"


def confined(home: Path | None = None, limits: Limits = LIMITS) -> ConfinedReader:
    """A reader whose child starts with the first file; use it as a context manager."""
    return ConfinedReader(home, limits)


def protections() -> dict[str, bool]:
    """Which confinements hold on this machine, told by a child that tries them; a third of a second."""
    child = _start(None, LIMITS)
    try:
        return _hello(child)
    finally:
        _close(child)


def _start(home: Path | None, limits: Limits) -> subprocess.Popen[bytes]:
    given = {"home": str(home) if home else None, "limits": codec.plain(limits)}
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
        command(json.dumps(given)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(home),
        cwd=home,
        close_fds=True,
        creationflags=flags,
    )


def _hello(child: subprocess.Popen[bytes]) -> dict[str, bool]:
    """What the child holds.

    :raises OSError: where it cannot be started.
    """
    try:
        return codec.from_bytes(channel.receive(cast("IO[bytes]", child.stdout), HELLO_BYTES), dict[str, bool])
    except (channel.ChannelError, msgspec.DecodeError) as error:
        raise OSError("the confined reader cannot be started") from error


class _Clock:
    """Kills a child that takes too long; each long page winds it up again."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self.late = threading.Event()
        self._child = child
        self._timer: threading.Timer | None = None

    def start(self, seconds: float) -> None:
        """Counts from now."""
        self.stop()
        self._timer = threading.Timer(seconds, self._kill)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """Counts no more."""
        if self._timer:
            self._timer.cancel()

    def _kill(self) -> None:
        self.late.set()
        with contextlib.suppress(OSError):
            self._child.kill()


def _close(child: subprocess.Popen[bytes]) -> None:
    for stream in (child.stdin, child.stdout):
        if stream:
            with contextlib.suppress(OSError):
                stream.close()
    if child.returncode is None:
        with contextlib.suppress(OSError):
            child.kill()
        child.wait()


def _wait(child: subprocess.Popen[bytes]) -> tuple[int, int]:
    """The exit status and, where the system tells, the peak of memory in bytes; negative status for a signal."""
    if not hasattr(os, "wait4") or child.returncode is not None:
        return child.wait(), 0
    try:
        _, status, usage = os.wait4(child.pid, 0)
    except ChildProcessError:
        return child.wait(), 0
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _is_as_said(path: Path, sha256: str, size: int) -> bool:
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1 or found.st_size != size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _suffixes(name: str) -> str:
    """The suffixes of a name without the name: the child has no use for it, and it may tell too much."""
    pieces = name.rsplit("/", 1)[-1].split(".")[1:][-2:]
    return ".".join(("file", *(p for p in pieces if p.isascii() and p.replace("-", "").isalnum() and len(p) <= 12)))
