"""Loaded by every Python process of a watched run: notes what is opened for writing and every use of the network.

``SPY_LOG`` names the file of notes, one line of JSON each. With ``SPY_CRASH`` linking breaks on a document's words.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

LOG = os.environ.get("SPY_LOG", "")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
PLACES = {"os.mkdir": 0, "os.rename": 1, "os.link": 1, "os.symlink": 1, "shutil.move": 1, "sqlite3.connect": 0}


def note(event: str, what: object) -> None:
    line = json.dumps([event, os.fsdecode(what) if isinstance(what, bytes | str | os.PathLike) else repr(what)])
    handle = os.open(LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)


def watch(event: str, given: tuple[Any, ...]) -> None:
    if event == "open" and given[0] != LOG and not isinstance(given[0], int):
        if given[2] & WRITING:
            note(event, given[0])
    elif event in PLACES:
        note(event, given[PLACES[event]])
    elif event.startswith("socket."):
        note(event, given[1:])


def crash() -> None:
    from sayso.link import noting  # noqa: PLC0415

    def breaking(document: Any, *rest: object) -> None:
        raise ValueError(f"cannot link {document.file}: {document.text}")

    noting._lines = breaking  # type: ignore[assignment]


if LOG:
    sys.addaudithook(watch)
    if os.environ.get("SPY_CRASH"):
        crash()
