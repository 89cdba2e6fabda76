"""The demo case, added once, and drafts held against it without a child for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso import workbench
from sayso.engine.drafting import check_draft
from sayso.engine.run import Inline
from sayso.engine.single import statements_of, text_document
from sayso.present.checked import Checked
from sayso.workbench import Case


def demo_case(folder: Path) -> Iterator[Case]:
    with workbench.open(folder / "demo.sayso", runner=Inline()) as case:
        case.add(workbench.demo(folder))
        yield case


def checked(case: Case, draft: str) -> Checked:
    document = text_document(draft)
    return check_draft(case._nearby(None), document, statements_of(document))


def verdicts(case: Case, draft: str) -> set[str]:
    return {finding.verdict for finding in checked(case, draft).findings}
