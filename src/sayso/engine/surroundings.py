"""What is set around work on a case, so that no byte of a document lands outside it: temporary folders, core dumps."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAMES = ("TMPDIR", "TMP", "TEMP", "SQLITE_TMPDIR")


@contextmanager
def kept_inside(tmp: Path) -> Iterator[None]:
    """While it lasts, this process and those it starts keep temporary files in ``tmp`` and leave no core dump.

    It changes the environment of the whole process; afterwards all is as it was.
    """
    before = {name: os.environ.get(name) for name in NAMES}
    folder_before = tempfile.tempdir
    limit_before = _no_core_dumps()
    os.environ.update(dict.fromkeys(NAMES, str(tmp)))
    tempfile.tempdir = str(tmp)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        tempfile.tempdir = folder_before
        _core_dumps(limit_before)


def _no_core_dumps() -> tuple[int, int] | None:
    """Forbids core dumps; the limit before, or None where the system knows no such limit."""
    try:
        import resource  # noqa: PLC0415 - not on Windows, which writes none unless told to
    except ImportError:
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    return soft, hard


def _core_dumps(limit: tuple[int, int] | None) -> None:
    if limit is not None:
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CORE, limit)
