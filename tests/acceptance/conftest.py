"""The demo case, added once for all that is asked of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso import workbench
from sayso.engine.run import Inline
from sayso.workbench import Case


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("desk")
    with workbench.open(folder / "demo.sayso", runner=Inline()) as case:
        case.add(workbench.demo(folder))
        yield case
