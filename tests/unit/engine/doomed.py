"""Tasks that do to a worker what a hostile document might; a module of its own, since workers import it by name."""

from __future__ import annotations

import os
import time


class Dies:
    """Ends its worker."""

    seconds = 60.0
    cue_bias = 0.0

    @property
    def content(self) -> bytes:
        os._exit(3)


class Hangs:
    """Never ends."""

    seconds = 3.0
    cue_bias = 0.0

    @property
    def content(self) -> bytes:
        time.sleep(600)
        return b""


class Breaks:
    """Runs into a bug."""

    seconds = 60.0
    cue_bias = 0.0

    @property
    def content(self) -> bytes:
        raise ValueError("words of a document")


class Swells:
    """Asks for more memory than there is."""

    seconds = 60.0
    cue_bias = 0.0

    @property
    def content(self) -> bytes:
        raise MemoryError
