"""Panics of libraries written in Rust: they come as no ordinary exception, and mean a damaged file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sayso.errors import BadDocument


@contextmanager
def panics_are(code: str) -> Iterator[None]:
    """Within this, a library's panic is a bad document with ``code``."""
    try:
        yield
    except Exception:
        raise
    except BaseException as error:
        # Nothing names their class but itself; interruptions are not ours to stop.
        if type(error).__name__ != "PanicException":
            raise
        raise BadDocument(code) from error
