"""Golden files: `pytest tests/golden --update-golden` writes them anew; the difference is then read in review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    def compare(name: str, text: str) -> None:
        path = HERE / name
        if request.config.getoption("--update-golden", default=False):
            path.write_bytes(text.encode())
        assert text.encode() == path.read_bytes(), f"{name} differs; read the difference, then --update-golden"

    return compare
