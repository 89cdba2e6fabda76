"""The fixtures of the command line's tests, shared by all of them."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "golden")]

from cli_fakes import case, sayso  # noqa: E402 - found on the path set above

__all__ = ["case", "sayso"]
