"""The hand-built pile of the golden briefs serves these tests too."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "golden"))
