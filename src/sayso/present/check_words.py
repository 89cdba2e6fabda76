"""The plain words of a check: what every writer says of a finding in the same way."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.present import wording
from sayso.present.checked import UNITS, VERDICTS, Change, Checked, Finding
from sayso.present.safe import one_line
from sayso.present.shape import Said

ANSWER_LABELS = {
    "denies": "Denied by",
    "declines": "Not answered by",
    "corrects": "Taken back by",
    "confirms": "Confirmed by",
}
LEGEND = "Nothing here says that anything is true: it says what the pile has, and who says it there."


def title(checked: Checked) -> str:
    """The head of a check."""
    return f"Check of {one_line(checked.draft)}"


def summary(checked: Checked) -> str:
    """How many findings of each sort."""
    counts = checked.counts()
    if not counts:
        return "Nothing in this draft can be checked: no quotation, no attribution, no name, number or date."
    return "; ".join(f"{VERDICTS[verdict].partition(':')[0].lower()}: {count}" for verdict, count in counts.items())


def head(finding: Finding) -> str:
    """A finding in one line: what it is, and of which words."""
    who = f", {one_line(finding.speaker)}" if finding.speaker and finding.unit != "accused" else ""
    label = VERDICTS[finding.verdict]
    return f"{label} ({UNITS[finding.unit]}{who}, line {finding.line}): {_quoted(finding)}"


def facts(finding: Finding) -> list[tuple[str, str]]:
    """What a finding tells below its head, each thing with its label."""
    rows = [("Why", one_line(finding.why))]
    if finding.difference:
        rows.append(("Difference", difference(finding.difference)))
    if finding.said is not None:
        rows.append(("In the pile", _said(finding.said)))
    if finding.place is not None and (finding.said is None or finding.place.spans != finding.said.content.spans):
        rows.append(("Words there", f"{wording.quoted(finding.place)} ({wording.place(finding.place).text})"))
    if finding.standing:
        rows.append(("Sources", f"{finding.standing} [{finding.claim}]"))
    rows += [(_label(said), _said(said)) for said in finding.answers]
    return rows + [("Warning", one_line(warning)) for warning in finding.warnings]


def difference(changes: Iterable[Change]) -> str:
    """A comparison word by word: what is in the draft alone between {+ +}, in the pile alone between [- -]."""
    return " ".join(filter(None, map(_change, changes)))


def comment(finding: Finding) -> str:
    """A finding as a comment beside the draft's words, which it does not repeat."""
    lines = [VERDICTS[finding.verdict], *(f"{label}: {text}" for label, text in facts(finding))]
    return "\n".join(lines)


def _change(change: Change) -> str:
    draft, source = one_line(change.draft), one_line(change.source)
    if change.kept:
        return draft
    return " ".join(filter(None, (source and f"[-{source}-]", draft and f"{{+{draft}+}}")))


def _quoted(finding: Finding) -> str:
    words = one_line(finding.words)
    cut = words if len(words) <= wording.LONG else f"{words[: wording.LONG].rsplit(' ', 1)[0]} […]"
    return f"“{cut}”"


def _label(said: Said) -> str:
    return ANSWER_LABELS.get(said.answers or said.kind, "Against it")


def _said(said: Said) -> str:
    also = f"; again in {wording.flat(wording.places(said.also))}" if said.also else ""
    more = "".join(f"; {each}" for each in said.apart) + (" (to be checked)" if said.unsure and said.claim else "")
    place = wording.place(said.content).text
    return f"{wording.answering(said)}: {wording.quoted(said.content)} ({place}{also}){more}"
