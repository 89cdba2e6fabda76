"""Linux 5.13 and later: files outside the given folders can be neither read nor written, for good."""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
import struct
from collections.abc import Sequence
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_PR_SET_NO_NEW_PRIVS = 38
_VERSION_FLAG, _BENEATH = 1, 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_TRUNCATE, _IOCTL = 1 << 14, 1 << 15
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL
_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_ALL = (1 << 16) - 1
"""Rights that version 5 and later know."""
_NET, _SCOPED = 3, 3
_SYSTEM = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/localtime")
_O_PATH = 0o10000000


def restrict(home: Path | None, readable: Sequence[Path]) -> tuple[bool, bool]:
    """Lets this process write under ``home`` alone and read there and under ``readable``; whether each holds now."""
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE, None, 0, _VERSION_FLAG)
    if version < 1:
        return False, False
    rights = _RIGHTS.get(version, _ALL)
    rules = _ruleset(libc, version, rights)
    if rules < 0:
        return False, False
    try:
        for place in (*(Path(p) for p in _SYSTEM), *readable):
            _allow(libc, rules, place, _READ & rights)
        _allow(libc, rules, Path(os.devnull), (_READ_FILE | _WRITE_FILE) & rights)
        if home:
            _allow(libc, rules, home, rights & ~_EXECUTE)
        holds = libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 and libc.syscall(_RESTRICT, rules, 0) == 0
    finally:
        os.close(rules)
    # Before version 3 a file elsewhere could still be cut short, though not written.
    return holds and version >= 3, holds


def _ruleset(libc: ctypes.CDLL, version: int, rights: int) -> int:
    fields = struct.pack("=QQQ", rights, _NET if version >= 4 else 0, _SCOPED if version >= 6 else 0)
    attributes = fields[: 24 if version >= 6 else 16 if version >= 4 else 8]
    return int(libc.syscall(_CREATE, attributes, len(attributes), 0))


def _allow(libc: ctypes.CDLL, rules: int, place: Path, rights: int) -> None:
    """One folder or file with what may be done beneath it; one that is not there needs no rule."""
    with contextlib.suppress(OSError):
        handle = os.open(place, _O_PATH | os.O_CLOEXEC)
        try:
            if not stat.S_ISDIR(os.fstat(handle).st_mode):
                rights &= _FILE_RIGHTS
            libc.syscall(_ADD, rules, _BENEATH, struct.pack("=Qi", rights, handle), 0)
        finally:
            os.close(handle)
