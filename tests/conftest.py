"""What tests of whole cases share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from piles import PILE, OpenReader, RuleTagger, write_pile
from sayso import workbench
from sayso.engine import work
from sayso.engine.run import Inline
from sayso.workbench import Case


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Case]:
    """Opens cases that read in this process and take a rule for their network."""
    monkeypatch.setattr(work.Tools, "reader", lambda self, home: OpenReader())
    monkeypatch.setattr(work.Tools, "tagger", lambda self: RuleTagger())
    return lambda path: workbench.open(path, runner=Inline())


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A folder of three invented papers."""
    return write_pile(tmp_path / "pile", PILE)
