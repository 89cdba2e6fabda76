from __future__ import annotations

import pytest

from sayso.extract.prose import reads_as_prose
from sayso.model.span import Span

SAYING = "The clerk said on Monday that the ledger had been burned and that nobody had asked for it since."


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        (SAYING, True),
        ("Who paid?", True),
        ('{"id": 7, "said": [{"by": "x", "on": null}, {"by": "y", "on": null}], "n": {"a": [1, 2]}}', False),
        ("<row id='7'><cell>12</cell><cell>13</cell></row><row id='8'><cell>14</cell><cell/></row>", False),
        ("aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQ= " * 3, False),
        ("1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27 28,29,30,31", False),
        ("Tolle\t14.6\tNorth", False),
        ("Tolle\tdenied that it leaked\tNorth", True),
        ("Stop\tRails\tDistance\tRemark", False),
    ],
)
def test_data_is_told_from_prose(text: str, prose: bool) -> None:
    assert reads_as_prose(text, [Span(0, len(text))]) is prose
