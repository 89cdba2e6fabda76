"""Sayso: what is known in a pile of documents, and on whose say-so.

>>> import sayso, tempfile
>>> folder = tempfile.TemporaryDirectory()
>>> files = sayso.demo(folder.name)
>>> letter = sayso.read(files / "07-tramways-statement.txt")
>>> letter.file
'07-tramways-statement.txt'
>>> with sayso.open(folder.name + "/demo.sayso") as case:
...     added = case.add(files, jobs=1)
...     brief = case.brief()
>>> added.new, brief.coverage.documents
(12, 14)
>>> folder.cleanup()

``open``, ``read``, ``extract``, ``compare`` and ``demo`` load when they are first asked for; importing Sayso does
nothing but forbid the library that runs the networks to report to its makers.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

# From 1.29 on, onnxruntime writes a device id into the home folder and reports its use over the network, unless this is
# set before it is first imported. No room of Sayso is imported before this line, and workers inherit it.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

if TYPE_CHECKING:
    from sayso.workbench import compare, demo, open  # noqa: A004 - as in gzip.open

__all__ = ["compare", "demo", "extract", "open", "read"]

_VERBS = frozenset(__all__)


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    import importlib  # noqa: PLC0415

    if name in ("read", "extract"):
        return importlib.import_module(f"sayso.{name}")
    return getattr(importlib.import_module("sayso.workbench"), name)


class _Room(ModuleType):
    """A room that bears the name of a verb: a module that can be called, as ``sayso.read(path)``."""

    def __call__(self, *args: Any, **named: Any) -> Any:
        from sayso import workbench  # noqa: PLC0415

        return getattr(workbench, self.__name__.rpartition(".")[2])(*args, **named)


class _House(ModuleType):
    """This module: it lets the rooms ``read`` and ``extract`` answer to the verbs of the same names."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in ("read", "extract") and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _House
