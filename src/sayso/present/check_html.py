"""A check as one self-contained page: the draft with its words marked, and every finding below; no script."""

from __future__ import annotations

from html import escape
from importlib import resources

from sayso.present import check_words as words
from sayso.present.checked import Change, Checked, Finding
from sayso.present.safe import one_line, visible

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def check_html(checked: Checked) -> str:
    """``checked`` as one HTML page."""
    title = _text(one_line(words.title(checked)))
    items = "\n".join(_finding(finding) for finding in checked.findings)
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n<main>",
            f'<header>\n<h1>{title}</h1>\n<p class="counts">{_text(words.summary(checked))}</p>',
            f'<p class="note">{_text(words.LEGEND)}</p>\n</header>',
            f'<section id="draft">\n<h2>The draft</h2>\n{_draft(checked)}\n</section>',
            f'<section id="findings">\n<h2>Findings</h2>\n<ol class="lines">\n{items}\n</ol>\n</section>',
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _style() -> str:
    return resources.files("sayso.present").joinpath("brief.css").read_text(encoding="utf-8")


def _text(raw: str) -> str:
    return escape(visible(raw))


def _draft(checked: Checked) -> str:
    """The draft's paragraphs; behind the words of a finding stands its number."""
    ends: dict[int, list[Finding]] = {}
    for finding in checked.findings:
        ends.setdefault(finding.span.end, []).append(finding)
    out, at = [], 0
    for end in sorted(ends):
        links = "".join(f'<a class="key" href="#f{f.number}">{f.number}</a>' for f in ends[end])
        out.append(f"{_text(checked.text[at:end])}<sup>{links}</sup>")
        at = end
    whole = "".join([*out, _text(checked.text[at:])])
    return "\n".join(f"<p><bdi>{p}</bdi></p>" for p in whole.split("\n\n") if p.strip())


def _finding(finding: Finding) -> str:
    rows = "\n".join(
        f"<dt>{_text(label)}</dt><dd><bdi>{_told(finding, label, told)}</bdi></dd>"
        for label, told in words.facts(finding)
    )
    sort = "fails" if finding.fails else "passes"
    return (
        f'<li id="f{finding.number}" class="{sort}">\n<p class="said"><bdi>{_text(words.head(finding))}</bdi></p>\n'
        f"<dl>\n{rows}\n</dl>\n</li>"
    )


def _told(finding: Finding, label: str, told: str) -> str:
    if label != "Difference":
        return _text(told)
    return " ".join(filter(None, map(_change, finding.difference)))


def _change(change: Change) -> str:
    draft, source = _text(one_line(change.draft)), _text(one_line(change.source))
    if change.kept:
        return draft
    gone = f"<del>{source}</del>" if source else ""
    new = f"<ins>{draft}</ins>" if draft else ""
    return " ".join(filter(None, (gone, new)))
