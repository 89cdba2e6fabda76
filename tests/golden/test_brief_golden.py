from __future__ import annotations

from collections.abc import Callable

import pytest
from brief_pile import brief

from sayso.present.brief import Brief
from sayso.present.brief_html import brief_html
from sayso.present.brief_json import brief_json
from sayso.present.brief_markdown import brief_markdown
from sayso.present.brief_text import brief_text

WRITERS: dict[str, Callable[[Brief], str]] = {
    "brief.txt": brief_text,
    "brief.md": brief_markdown,
    "brief.html": brief_html,
    "brief.json": brief_json,
}


@pytest.mark.parametrize("name", WRITERS)
def test_the_brief_reads_as_it_read_before(name: str, golden: Callable[[str, str], None]) -> None:
    golden(name, WRITERS[name](brief()))
