"""The brief as one self-contained page: no script, nothing fetched, printable, light and dark.

Every line leads to the places it quotes, and every place back to the lines that rest on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources
from itertools import groupby

from sayso.present import wording
from sayso.present.safe import one_line, visible
from sayso.present.shape import Brief, Citation, Line, Question, Version

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Even if a document's words got through as markup, the browser would run and fetch nothing."""


def brief_html(brief: Brief) -> str:
    """``brief`` as one HTML page."""
    page = _Page(brief)
    first = len(brief.stands) + len(brief.to_check) + 1
    forged = page.lines(brief.forged, first) + _more(brief.more_forged, "claim")
    kept_in = (("withheld", _withheld(brief)),) if brief.withheld else ()
    sections = (
        ("stands", page.lines(brief.stands, 1) + _more(brief.more_stands, "claim")),
        ("to_check", page.lines(brief.to_check, len(brief.stands) + 1) + _unprinted(brief)),
        *((("forged", forged),) if brief.forged else ()),
        ("questions", page.questions(brief.questions) + _more(brief.more_questions, "question")),
        ("versions", _versions(brief.versions) + _more(brief.more_versions, "relation")),
        *kept_in,
        ("gaps", _gaps(brief)),
    )
    body = [_section(name, content) for name, content in sections]
    return "\n".join([_head(brief), *body, page.places(), "</main>", "</body>", "</html>", ""])


def text(raw: str) -> str:
    """``raw`` as HTML text: unseen characters shown, everything escaped."""
    return escape(visible(raw))


class _Page:
    """Which keys have a place on the page, so that no link leads nowhere."""

    def __init__(self, brief: Brief) -> None:
        self._lines = (*brief.stands, *brief.to_check, *brief.forged)
        self._claims = {line.key for line in self._lines}
        self._cited: dict[str, tuple[Citation, list[str]]] = {}
        for line in self._lines:
            for citation in _quoted_by(line):
                self._cited.setdefault(citation.key, (citation, []))[1].append(line.key)

    def lines(self, lines: Iterable[Line], first: int) -> str:
        parts: list[str] = []
        for subject, under in groupby(lines, key=lambda line: line.subject):
            listed = list(under)
            items = "\n".join(self._line(line) for line in listed)
            heading = f"<h3><bdi>{text(one_line(subject))}</bdi></h3>\n" if subject else ""
            parts.append(f'{heading}<ol class="lines" start="{first}">\n{items}\n</ol>')
            first += len(listed)
        return "\n".join(parts)

    def questions(self, questions: Iterable[Question]) -> str:
        items = "\n".join(f"<li>{self._bits(wording.question(each))}</li>" for each in questions)
        return f"<ul>\n{items}\n</ul>" if items else ""

    def places(self) -> str:
        cited = sorted(self._cited.items(), key=_by_file)
        items = "\n".join(self._place(citation, used) for _, (citation, used) in cited)
        return _section("places", f'<ul class="places">\n{items}\n</ul>' if items else "")

    def _line(self, line: Line) -> str:
        who, words = text(wording.opening(line.said)), text(wording.quoted(line.said.content))
        rows = "\n".join(f"<dt>{text(f.label)}</dt><dd>{self._bits(f.bits)}</dd>" for f in wording.facts(line))
        return (
            f'<li id="{text(line.key)}" class="{text(line.status)}">\n'
            f'<p class="said"><span class="who"><bdi>{who}</bdi>:</span> <bdi class="words">{words}</bdi> '
            f'<a class="key" href="#{text(line.key)}">{text(line.key)}</a></p>\n'
            f"<dl>\n{rows}\n</dl>\n</li>"
        )

    def _bits(self, bits: wording.Bits) -> str:
        return "".join(self._bit(bit) for bit in bits)

    def _bit(self, bit: wording.Bit) -> str:
        target = f"q-{bit.to}" if bit.to in self._cited else bit.to if bit.to in self._claims else ""
        return f'<a href="#{text(target)}">{text(bit.text)}</a>' if target else f"<bdi>{text(bit.text)}</bdi>"

    def _place(self, citation: Citation, used: list[str]) -> str:
        back = " ".join(f'<a href="#{text(key)}">{text(key)}</a>' for key in dict.fromkeys(used))
        return (
            f'<li id="q-{text(citation.key)}"><span class="place">{text(wording.place(citation).text)}</span> '
            f"<bdi>{text(wording.quoted(citation))}</bdi> "
            f'<span class="digest">text {text(citation.digest[:12])}</span> <span class="back">{back}</span></li>'
        )


def _quoted_by(line: Line) -> Iterator[Citation]:
    yield line.said.content
    for said in (*line.answers, *line.contradicts):
        yield said.content
        yield from said.also
    yield from (part.said.content for part in line.in_part)
    yield from line.on_forged
    yield from line.also


def _by_file(entry: tuple[str, tuple[Citation, list[str]]]) -> tuple[str, int, int]:
    citation = entry[1][0]
    return citation.file, citation.page, citation.spans[0].start


def _head(brief: Brief) -> str:
    title = text(one_line(brief.title))
    wishes = "".join(f"<p>{text(one_line(wish))}</p>\n" for wish in brief.filters)
    links = " ".join(
        f'<a href="#{name}">{text(label)}</a>'
        for name, label in wording.SECTIONS.items()
        if name not in ("withheld", "forged") or getattr(brief, name)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n<main>\n"
        f'<header>\n<h1>{title}</h1>\n<p class="counts">{text(wording.counts(brief))}</p>\n{wishes}'
        f'<p class="note">{text(wording.EVERY_LINE)}</p>\n<nav>{links}</nav>\n</header>'
    )


def _style() -> str:
    return resources.files("sayso.present").joinpath("brief.css").read_text(encoding="utf-8")


def _section(name: str, content: str) -> str:
    title, nothing = wording.SECTIONS[name], wording.NOTHING[name]
    return f'<section id="{name}">\n<h2>{text(title)}</h2>\n{content or f"<p>{text(nothing)}</p>"}\n</section>'


def _versions(versions: Iterable[Version]) -> str:
    return "".join(f"<article>\n<p>{text(wording.version(v))}</p>\n{_changes(v)}</article>\n" for v in versions)


def _changes(version: Version) -> str:
    items = "\n".join(f"<li>{text(change)}</li>" for change in wording.differences(version))
    return f"<ul>\n{items}\n</ul>\n" if items else ""


def _gaps(brief: Brief) -> str:
    items = "\n".join(f"<li>{text(wording.gap(gap))}</li>" for gap in brief.coverage.gaps)
    return f"<ul>\n{items}\n</ul>" if items else ""


def _withheld(brief: Brief) -> str:
    items = "\n".join(f"<li>{text(each)}</li>" for each in wording.withheld(brief))
    return f"<ul>\n{items}\n</ul>"


def _unprinted(brief: Brief) -> str:
    return "".join(f"<p>{text(each)}</p>" for each in wording.unprinted(brief))


def _more(count: int, noun: str) -> str:
    return f"<p>{text(wording.more(count, noun))}</p>" if count else ""
