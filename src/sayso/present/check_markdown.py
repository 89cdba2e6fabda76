"""A check as Markdown: words of the draft and of documents are escaped, so that nothing in them acts."""

from __future__ import annotations

from sayso.present import check_words as words
from sayso.present.brief_markdown import escaped
from sayso.present.checked import Checked, Finding
from sayso.present.safe import visible


def check_markdown(checked: Checked) -> str:
    """``checked`` as CommonMark."""
    blocks = [f"# {escaped(words.title(checked))}", escaped(words.summary(checked)), f"*{words.LEGEND}*"]
    blocks += [_finding(finding) for finding in checked.findings]
    return visible("\n\n".join(blocks)) + "\n"


def _finding(finding: Finding) -> str:
    facts = [f"- *{label}:* {escaped(text)}" for label, text in words.facts(finding)]
    return "\n".join([f"**{finding.number}.** {escaped(words.head(finding))}", "", *facts])
