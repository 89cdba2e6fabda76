"""How a long reading tells that it goes on, page by page, and which pages it leaves out.

A page that costs seconds begins with ``begin``: in the child that gives it processor time of its own and tells the
guard, so that a page on which the child dies costs itself alone. Elsewhere nothing listens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

_listener: Callable[[int], None] | None = None
_left_out: Mapping[int, str] = {}


def listen(listener: Callable[[int], None] | None, left_out: Mapping[int, str]) -> None:
    """From now on ``listener`` hears of each page that begins; ``left_out`` tells on which a child died."""
    global _listener, _left_out
    _listener, _left_out = listener, left_out


def begin(page: int) -> str | None:
    """Tells that a page begins; the reason if it must be left out."""
    if page in _left_out:
        return _left_out[page]
    if _listener:
        _listener(page)
    return None
