"""How a child is started: our own interpreter, cut off from the surroundings, with a bare environment."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path

_CODE = "import sys; sys.path[:] = {paths}; from sayso.read.child import main; main()"
_KEPT = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


def command(given: str) -> list[str]:
    """The command line; ``given`` is a JSON object to which the folders the child may read are added.

    ``-I`` ignores the surroundings, so the places to import from are handed over by name.
    """
    paths = _paths()
    readable = sorted({*paths, sys.prefix, sys.base_prefix, sys.exec_prefix, _package_root()})
    arguments = json.loads(given) | {"readable": readable}
    code = _CODE.format(paths=json.dumps(paths))
    return [sys.executable, "-I", "-B", "-X", "utf8", "-c", code, json.dumps(arguments)]


def environment(home: Path | None) -> dict[str, str]:
    """What the child may know: where its temporary files go, and to use one thread."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    place = str(home) if home else os.devnull
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return kept | one_thread | dict.fromkeys(("TMPDIR", "TEMP", "TMP", "HOME"), place) | {"LC_ALL": "C.UTF-8"}


def _paths() -> list[str]:
    """Where the child imports from, which it may read.

    ``python -m`` puts the folder we are in first: it is left out, and so is one that holds it or the home, unless
    Python itself lies there.
    """
    found = [str(place) for entry in sys.path if entry and _is_for_code(place := Path(entry).resolve())]
    root = _package_root()
    return found if root in found else [root, *found]


def _is_for_code(place: Path) -> bool:
    if not place.exists():
        return False
    homes = [Path(prefix).resolve() for prefix in (sys.prefix, sys.base_prefix, sys.exec_prefix)]
    if str(place) == _package_root() or any(place.is_relative_to(home) for home in homes):
        return True
    return not any(private.is_relative_to(place) for private in _private())


def _private() -> list[Path]:
    """The folder we are in and the user's home, where the system tells."""
    found = []
    for where in (Path.cwd, Path.home):
        with contextlib.suppress(OSError, RuntimeError):
            found.append(where().resolve())
    return found


def _package_root() -> str:
    return str(Path(__file__).resolve().parents[2])
