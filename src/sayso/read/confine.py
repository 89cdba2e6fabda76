"""The child locks itself in before it sees a byte: each lock is tried, and reported as it is.

Nothing here raises where a system lacks a lock; ``status`` shows a person which hold.
"""

from __future__ import annotations

import contextlib
import importlib
import math
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso.read.limits import Limits

PROTECTIONS = (
    "memory limit",
    "cpu limit",
    "wall limit",
    "no network",
    "no new processes",
    "no writing outside",
    "no reading outside",
    "no core dumps",
)
"""The names ``status`` shows."""
_MAX_OPEN_FILES = 256
_LIBRARY_FILE_BYTES = 64 << 20
"""What a library may unpack into the temporary folder for itself, whatever members may be large."""


def confine(home: Path | None, readable: Sequence[Path], limits: Limits) -> dict[str, bool]:
    """Locks this process in for good; which of ``PROTECTIONS`` hold now.

    ``home`` is the one folder it may write, ``readable`` the folders it may read. The wall limit is the parent's.
    """
    held = dict.fromkeys(PROTECTIONS, False) | {"wall limit": True}
    resource = _resource()
    if resource:
        held["no core dumps"] = _limit(resource, "RLIMIT_CORE", 0)
        _limit(resource, "RLIMIT_FSIZE", max(limits.max_member_bytes, _LIBRARY_FILE_BYTES) + 1)
        _limit(resource, "RLIMIT_NOFILE", _MAX_OPEN_FILES)
        held["memory limit"] = _limit(resource, "RLIMIT_AS", limits.memory_bytes) and sys.platform == "linux"
        held["cpu limit"] = hasattr(resource, "RLIMIT_CPU")
    if sys.platform == "linux":
        from sayso.read import landlock, seccomp  # noqa: PLC0415 - nothing Linux-only is loaded elsewhere

        held["no writing outside"], held["no reading outside"] = landlock.restrict(home, readable)
        held["no network"] = held["no new processes"] = seccomp.deny()
    return held


def arm(cpu_seconds: int, wall_seconds: float) -> None:
    """Gives the next file or page its own processor time, counted from now, and an alarm should the parent be gone."""
    resource = _resource()
    if resource and hasattr(resource, "RLIMIT_CPU"):
        soft = math.ceil(time.process_time()) + cpu_seconds
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
    if hasattr(signal, "alarm"):
        signal.alarm(math.ceil(wall_seconds) + 5)


def disarm() -> None:
    """Between files no alarm runs."""
    if hasattr(signal, "alarm"):
        signal.alarm(0)


def _resource() -> Any | None:
    try:
        return importlib.import_module("resource")
    except ImportError:
        return None


def _limit(resource: Any, name: str, value: int) -> bool:
    if not hasattr(resource, name):
        return False
    number = getattr(resource, name)
    _, hard = resource.getrlimit(number)
    try:
        resource.setrlimit(number, (value if hard < 0 else min(value, hard),) * 2)
    except (ValueError, OSError):
        return False
    return True
