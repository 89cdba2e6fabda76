"""A check as JSON: the neutral shape as it is, with what fails and the counts in front."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sayso.model.codec import plain
from sayso.present.checked import Checked
from sayso.present.safe import json_safe


def check_json(checked: Checked) -> str:
    """``checked`` as one JSON object, two spaces a level; unseen characters as escapes, so that values stay exact."""
    head = {"draft": checked.draft, "passes": not checked.failing, "counts": checked.counts(), "on": checked.on}
    whole = {**head, "findings": list(finding_rows(checked))}
    return json_safe(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def finding_rows(checked: Checked) -> Iterator[dict[str, Any]]:
    """An object a finding."""
    for finding in checked.findings:
        row: dict[str, Any] = plain(finding)
        yield {**row, "fails": finding.fails}
