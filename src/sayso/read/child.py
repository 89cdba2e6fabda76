"""The confined child: locks itself in, then reads one file after another from its standard input.

It is given bytes, never paths of documents, and answers with records. Started by ``guard``; never run by hand.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path
from typing import IO, NamedTuple, cast

from sayso.errors import BadDocument
from sayso.model import codec
from sayso.model.reading import Reading
from sayso.model.sight import Look, Sight
from sayso.read import channel, confine, pace
from sayso.read.dispatch import read_bytes
from sayso.read.limits import LIMITS, Limits
from sayso.read.notes import MEDIA_TYPE, Note, commented
from sayso.read.outcome import failed
from sayso.read.passwords import offering
from sayso.read.sink import FolderSink

READ, FULL_DISK, PAGE, SEEN = b"R", b"F", b"P", b"S"
"""How an answer opens: a reading follows; the disk was full, no document's fault; a long page begins; what was seen."""
OUT_OF_MEMORY_EXIT = 70
_REQUEST_BYTES = 1 << 24


class Request(NamedTuple):
    """What the guard asks: a name for its suffix, the folder for members, the limits that hold, passwords to try."""

    name: str
    folder: str
    limits: Limits
    left_out: tuple[tuple[int, str], ...]
    """Pages on which a child died before, and the reason."""
    passwords: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    """What to lay beside the words of a Word document; none where a file is only to be read."""
    look: Look | None = None
    """Where set, a second file follows, and pages of both are looked at side by side instead of being read."""
    other: str = ""
    """The second file's name, for its suffix."""


def main() -> None:
    """Serves requests until standard input ends. ``sys.argv[1]`` is a JSON object: home, readable, limits."""
    given = json.loads(sys.argv[1])
    requests, answers = sys.stdin.buffer, _own_output()
    home = Path(given["home"]) if given["home"] else None
    limits = codec.from_json(json.dumps(given["limits"]), Limits)
    held = confine.confine(home, [Path(place) for place in given["readable"]], limits)
    channel.send(answers, codec.to_bytes(held))
    try:
        while True:
            _serve(requests, answers)
    except (channel.ChannelError, OSError):
        return
    except MemoryError:
        os._exit(OUT_OF_MEMORY_EXIT)


def _own_output() -> IO[bytes]:
    """Standard output for answers alone: whatever a library prints goes nowhere."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists there alone

        msvcrt.setmode(kept, os.O_BINARY)
    return os.fdopen(kept, "wb")


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    request = codec.from_bytes(channel.receive(requests, _REQUEST_BYTES), Request)
    data = channel.receive(requests, LIMITS.max_file_bytes + request.limits.max_file_bytes)
    other = channel.receive(requests, LIMITS.max_file_bytes + request.limits.max_file_bytes) if request.look else b""
    confine.arm(request.limits.cpu_seconds, request.limits.wall_seconds)
    pace.listen(lambda page: _begin_page(page, answers, request.limits), dict(request.left_out))
    answer = _seen(data, other, request) if request.look else _answer(data, request)
    confine.disarm()
    channel.send(answers, answer)


def _begin_page(page: int, answers: IO[bytes], limits: Limits) -> None:
    """A page that costs seconds gets time of its own, and the guard hears of it."""
    confine.arm(limits.ocr_page_cpu_seconds, limits.ocr_page_wall_seconds)
    channel.send(answers, PAGE + page.to_bytes(4, "big"))


def _answer(data: bytes, request: Request) -> bytes:
    try:
        reading = _read(data, request)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return FULL_DISK
        reading = failed("crashed", "application/octet-stream")
    except MemoryError:
        reading = failed("out_of_memory", "application/octet-stream")
    except Exception:  # noqa: BLE001 - the documented edge: a reader's bug costs one file, never the pile
        reading = failed("crashed", "application/octet-stream")
    packed = READ + codec.to_bytes(reading)
    if len(packed) > request.limits.max_answer_bytes:
        return READ + codec.to_bytes(failed("answer_too_large", reading.media_type))
    return packed


def _seen(one: bytes, other: bytes, request: Request) -> bytes:
    """What was seen on the pages of two files; nothing where looking broke on them."""
    from sayso.read.look import look_at  # noqa: PLC0415 - reading alone needs none of it

    try:
        with offering(request.passwords):
            sight = look_at(one, other, (request.name, request.other), cast("Look", request.look), request.limits)
    except Exception:  # noqa: BLE001 - the documented edge: a page that cannot be looked at costs its look alone
        sight = Sight()
    packed = SEEN + codec.to_bytes(sight)
    return packed if len(packed) <= request.limits.max_answer_bytes else SEEN + codec.to_bytes(Sight())


def _read(data: bytes, request: Request) -> Reading:
    if request.limits.test_hook and request.name.endswith(".sayso-test"):
        from sayso.read.misbehave import misbehave  # noqa: PLC0415 - for the tests of the guard alone

        return misbehave(data)
    if request.notes:
        return _commented(data, request)
    with offering(request.passwords):
        return read_bytes(data, request.name, FolderSink(Path(request.folder)), request.limits)


def _commented(data: bytes, request: Request) -> Reading:
    try:
        return commented(data, request.notes, FolderSink(Path(request.folder)), request.limits)
    except BadDocument as bad:
        return failed(bad.code, MEDIA_TYPE)


if __name__ == "__main__":
    main()
