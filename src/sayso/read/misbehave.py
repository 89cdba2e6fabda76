"""A reader that does what hostile files make readers do; reached only in tests of the guard."""

from __future__ import annotations

import ctypes
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sayso.model.document import Content, Part
from sayso.model.reading import Reading
from sayso.model.span import Span
from sayso.read import pace
from sayso.read.outcome import failed


def misbehave(data: bytes) -> Reading:
    """Does what the first word of ``data`` says to the thing named by the rest; what came of it is the text.

    :raises KeyError: where the word is not known.
    """
    verb, _, rest = data.decode("utf-8").partition(" ")
    said = _DEEDS[verb](rest)
    return said if isinstance(said, Reading) else _text(said)


def _text(text: str) -> Reading:
    return Reading(status="read", media_type="text/plain", content=Content(text=text))


def _tried(deed: Callable[[], object]) -> str:
    try:
        deed()
    except OSError:
        return "denied"
    return "done"


def _crash(_: str) -> str:
    return str(ctypes.string_at(0))


def _hang(_: str) -> str:
    while True:
        time.sleep(1)


def _spin(_: str) -> str:
    while True:
        pass


def _memory(_: str) -> str:
    kept = []
    while True:
        kept.append(bytearray(64 * 1024 * 1024))


def _leave(_: str) -> str:
    os._exit(0)


def _outside() -> Reading:
    return Reading(
        status="read", media_type="text/plain", content=Content(text="x", parts=(Part(span=Span(0, 9), kind="turn"),))
    )


def _called(name: str, *given: object) -> str:
    """What came of a function of the C library that says -1 where it fails."""
    return "denied" if getattr(ctypes.CDLL(None), name)(*given) == -1 else "done"


def _signal(rest: str) -> str:
    """Sends signal 0, which harms nobody, by the call that Python does not offer."""
    return _called("syscall", {"x86_64": 234, "aarch64": 131}[platform.machine()], int(rest), int(rest), 0)


def _limit(rest: str) -> str:
    import resource  # noqa: PLC0415 - not on every system

    return _tried(lambda: resource.prlimit(int(rest), resource.RLIMIT_CORE, (0, 0)))


def _noise(rest: str) -> str:
    sys.stdout.write(rest)
    sys.stdout.flush()
    os.write(1, rest.encode())
    os.write(2, rest.encode())
    return "quiet"


def _pages(rest: str) -> str:
    """Begins three long pages; on the second, unless it is left out, does what ``rest`` says."""
    told = []
    for number in (1, 2, 3):
        left_out = pace.begin(number)
        told.append(left_out or str(number))
        if number == 2 and left_out is None:
            misbehave(rest.encode())
    return " ".join(told)


def _again(_: str) -> str:
    return f"{pace.begin(1)} {pace.begin(1)}"


_DEEDS: dict[str, Callable[[str], str | Reading]] = {
    "crash": _crash,
    "hang": _hang,
    "spin": _spin,
    "memory": _memory,
    "leave": _leave,
    "lie": lambda _: _outside(),
    "pages": _pages,
    "again": _again,
    "fail": lambda _: failed("damaged", "text/plain"),
    "noise": _noise,
    "socket": lambda _: _tried(socket.socket),
    "connect": lambda rest: _tried(lambda: socket.create_connection(("127.0.0.1", int(rest)), 1)),
    "lookup": lambda rest: _tried(lambda: socket.getaddrinfo(rest, 80)),
    "signal": _signal,
    "limit": _limit,
    "segment": lambda _: _called("shmget", 0, 4096, 0o1600),
    "fork": lambda _: _tried(os.fork),
    "start": lambda _: _tried(lambda: subprocess.run([sys.executable, "-V"], check=False)),
    "write": lambda rest: _tried(lambda: Path(rest).write_bytes(b"x")),
    "read": lambda rest: _tried(lambda: Path(rest).read_bytes()),
    "list": lambda rest: _tried(lambda: list(Path(rest).iterdir())),
    "remove": lambda rest: _tried(Path(rest).unlink),
    "rename": lambda rest: _tried(lambda: Path(rest).rename(f"{rest}.moved")),
    "link": lambda rest: _tried(lambda: Path(f"{rest}.link").symlink_to(rest)),
    "mode": lambda rest: _tried(lambda: Path(rest).chmod(0o777)),
    "times": lambda rest: _tried(lambda: os.utime(rest, (1, 1))),
    "keep": lambda rest: _tried(lambda: Path(tempfile.gettempdir(), rest).write_bytes(b"x")),
}
