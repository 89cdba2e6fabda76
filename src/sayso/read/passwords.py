"""Passwords a person gave for locked files: offered to every reader while one file is read, and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

MAX_PASSWORDS = 1000
MAX_PASSWORD_CHARS = 200
"""Each one costs a locked office file a tenth of a second; and all of them go through the pipe with each file."""

_OFFERED: ContextVar[tuple[str, ...]] = ContextVar("passwords", default=())


@contextmanager
def offering(passwords: Sequence[str]) -> Iterator[None]:
    """Within this, ``offered`` gives ``passwords``."""
    token = _OFFERED.set(tuple(passwords))
    try:
        yield
    finally:
        _OFFERED.reset(token)


def offered() -> tuple[str, ...]:
    """The passwords to try on a locked file, in order; none where a person gave none."""
    return _OFFERED.get()
