"""The SQL of the store, by name, from the files in ``sql/``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_NAME = re.compile(r"^-- name: (\w+)\n", re.MULTILINE)


@cache
def queries(file: str) -> MappingProxyType[str, str]:
    """The statements of ``sql/<file>.sql``; each opens with ``-- name: ...``."""
    text = files("sayso.store").joinpath("sql", f"{file}.sql").read_text(encoding="utf-8")
    pieces = _NAME.split(text)[1:]
    return MappingProxyType(dict(zip(pieces[::2], (sql.strip() for sql in pieces[1::2]), strict=True)))
