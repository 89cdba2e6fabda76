"""Office files under a password: opened with the first of those offered that fits."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from sayso.errors import BadDocument
from sayso.read.limits import Limits
from sayso.read.passwords import offered

BUILT_IN = ("VelvetSweatshop", "/01Hannes Ruescher/01")
"""What Excel and PowerPoint use by themselves where a person asked only for protection against changes."""
_BROKEN = (
    *(FileFormatError, ParseError, OSError, ValueError, IndexError, KeyError, struct.error, TypeError),
    *(AttributeError, AssertionError, NotImplementedError),
)
"""What the library raises on damaged files, and on ways of locking that it does not know."""


def unlocked(data: bytes, limits: Limits, passwords: Sequence[str] | None = None) -> bytes:
    """The open file inside a locked one.

    :raises BadDocument: ``encrypted`` where no password fits, ``damaged``, or ``too_large``.
    """
    for password in (*BUILT_IN, *(offered() if passwords is None else passwords)):
        try:
            file = msoffcrypto.OfficeFile(io.BytesIO(data))
            if not file.is_encrypted():
                break
            file.load_key(password=password)
            opened = io.BytesIO()
            file.decrypt(opened)
        except (InvalidKeyError, DecryptionError):
            continue
        except _BROKEN as error:
            raise BadDocument("encrypted") from error
        found = opened.getvalue()
        if len(found) > limits.max_file_bytes:
            raise BadDocument("too_large")
        # A wrong password that passes for right gives rubbish, never a file of a known kind.
        if found.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) and found != data:
            return found
    raise BadDocument("encrypted")
