"""Settings: one frozen table that feeds the command line, the docs and validation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple


def _setting(default: Any, unit: str, text: str, least: float, most: float) -> Any:
    return field(default=default, metadata={"unit": unit, "help": text, "least": least, "most": most})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a person may turn; passed in, never read from the surroundings."""

    jobs: int = _setting(0, "processes", "how many documents are read at once; 0 means one a core", 0, 256)
    cue_bias: float = _setting(
        0.0, "log-odds", "above 0 finds more attributions and is wrong more often; below 0 the reverse", -5, 5
    )
    plain_confidence: float = _setting(
        0.9, "probability", "below this a line of the brief stands under 'to be checked by a person'", 0, 1
    )
    passage_words: int = _setting(
        12, "words", "the shortest run of words that counts as shared between documents", 8, 200
    )
    top: int = _setting(50, "lines", "how many claims a brief prints", 1, 100_000)

    def __post_init__(self) -> None:
        """Checks every value against the table.

        :raises ValueError: where one is outside its bounds.
        """
        for row in table():
            value = getattr(self, row.name)
            if not row.least <= value <= row.most:
                raise ValueError(f"{row.name} must lie between {row.least} and {row.most}")


class Row(NamedTuple):
    """One line of the table of settings."""

    name: str
    default: Any
    unit: str
    help: str
    least: float
    most: float


def table() -> Iterator[Row]:
    """Every setting with its default, unit, meaning and bounds."""
    for f in fields(Settings):
        yield Row(f.name, f.default, f.metadata["unit"], f.metadata["help"], f.metadata["least"], f.metadata["most"])
