"""A comparison as one self-contained page: the two files side by side, every difference numbered on both.

No script, nothing fetched: the pictures of the pages stand in it, and a drawn layer over each marks the differences.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib import resources
from typing import NamedTuple

from sayso.model.sight import Box, Shot
from sayso.present.comparing import (
    NONE,
    POSSIBLE,
    SEEN,
    SHARED,
    SURE,
    context,
    counts,
    cut,
    head,
    possible,
    remarks,
    seen,
    sure,
)
from sayso.present.comparison import Comparison, Facing, Paper, Stand, Told
from sayso.present.safe import one_line, visible

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Even if words of a file got through as markup, the browser would run and fetch nothing."""
BADGE = 8
"""Radius of a number on a page, in points."""


class _Marked(NamedTuple):
    """A numbered difference on one page."""

    number: int
    style: str
    boxes: tuple[Box, ...]


def comparison_html(each: Comparison) -> str:
    """``each`` as one HTML page."""
    body = [_head(each), *_lists(each), *(_facing(each, facing) for facing in each.facing)]
    return "\n".join([*body, "</main>", "</body>", "</html>", ""])


def _text(raw: str) -> str:
    return escape(visible(raw))


def _head(each: Comparison) -> str:
    title = _text(f"{one_line(each.one.file)} / {one_line(each.other.file)}")
    notes = "".join(f'<p class="soft">{_text(one_line(note))}</p>\n' for note in remarks(each))
    style = resources.files("sayso.present").joinpath("comparison.css").read_text(encoding="utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n<p>{_text(head(each))}: {_text(counts(each))}</p>\n"
        f"{_paper('First', each.one)}{_paper('Second', each.other)}{notes}"
        + ("" if each.told or each.seen or each.shared else f"<p>{NONE}</p>\n")
    )


def _paper(which: str, paper: Paper) -> str:
    name, digest = _text(one_line(paper.file)), _text(paper.sha256)
    return f'<p>{which}: <bdi>{name}</bdi> <span class="soft digest">{digest}</span></p>\n'


def _lists(each: Comparison) -> Iterator[str]:
    drawn = _drawn(each)
    if sure(each):
        yield _table(SURE, "sure", (_row(told, each, "sure", drawn) for told in sure(each)))
    if each.seen:
        rows = (
            f'<tr id="d{mark.number}"><td class="n">{_number(mark.number, drawn)}</td>'
            f'<td colspan="3">{_text(seen(mark, each))}</td></tr>'
            for mark in each.seen
        )
        yield _table(SEEN, "seen", rows)
    if possible(each):
        yield _table(POSSIBLE, "possible", (_row(told, each, "possible", drawn) for told in possible(each)))
    if each.shared:
        rows = (
            f'<tr><td class="n">{n}</td><td class="s"></td><td><bdi>{_text(cut(pair.one.words))}</bdi></td>'
            f"<td><bdi>{_text(cut(pair.other.words))}</bdi></td></tr>"
            for n, pair in enumerate(each.shared, 1)
        )
        yield _table(SHARED, "shared", rows)


def _table(title: str, style: str, rows: Iterable[str]) -> str:
    heads = '<tr><th class="n"></th><th class="s"></th><th>first</th><th>second</th></tr>'
    return f'<h2>{_text(title)}</h2>\n<table class="{style}">\n{heads}\n' + "\n".join(rows) + "\n</table>"


def _drawn(each: Comparison) -> dict[int, str]:
    """The place on a page of every number that is drawn on one, the first page's where it is on both."""
    places: dict[int, str] = {}
    for facing in each.facing:
        one, other = _marks(each, facing)
        for side, marks, shot in (("1", one, facing.shot_one), ("2", other, facing.shot_other)):
            for mark in marks if shot else ():
                if mark.boxes:
                    places.setdefault(mark.number, f"m{mark.number}-{side}")
    return places


def _number(number: int, drawn: dict[int, str]) -> str:
    return f'<a href="#{drawn[number]}">{number}</a>' if number in drawn else str(number)


def _row(told: Told, each: Comparison, style: str, drawn: dict[int, str]) -> str:
    again = '<br><span class="soft">read again</span>' if told.looked else ""
    return (
        f'<tr id="d{told.number}" class="{style}"><td class="n">{_number(told.number, drawn)}</td>'
        f'<td class="s">{_text(told.sort)}{again}</td>'
        f"<td>{_cell(told.one, told.cut_one, each.one.pages)}</td>"
        f"<td>{_cell(told.other, told.cut_other, each.other.pages)}</td></tr>"
    )


def _cell(stand: Stand, picture: bytes, pages: int) -> str:
    before, words, after = context(stand)
    where = f' <span class="soft">page {stand.page:,}</span>' if pages > 1 else ""
    again = f' <span class="soft">read again: {_text(cut(stand.again))}</span>' if stand.again else ""
    shown = f'<img class="cut" alt="" src="{_data(picture)}">' if picture else ""
    marked = f"<mark>{_text(words)}</mark>" if words else '<mark class="soft">nothing</mark>'
    return f"<bdi>… {_text(before)} {marked} {_text(after)} …</bdi>{again}{where}{shown}"


def _data(jpeg: bytes) -> str:
    return f"data:image/jpeg;base64,{b64encode(jpeg).decode('ascii')}"


def _facing(each: Comparison, facing: Facing) -> str:
    one, other = _marks(each, facing)
    left = _page("1", each.one, facing.page_one, facing.shot_one, one)
    right = _page("2", each.other, facing.page_other, facing.shot_other, other)
    if not left and not right:
        return ""
    return f'<section class="facing">\n{left}\n{right}\n</section>'


def _marks(each: Comparison, facing: Facing) -> tuple[list[_Marked], list[_Marked]]:
    one, other = [], []
    for told in each.told:
        style = "sure" if told.certainty == "asserted" else "possible"
        if told.one.page == facing.page_one and told.other.page == facing.page_other:
            one.append(_Marked(told.number, style, told.one.boxes))
            other.append(_Marked(told.number, style, told.other.boxes))
    for mark in each.seen:
        if (mark.page_one, mark.page_other) == (facing.page_one, facing.page_other):
            one.append(_Marked(mark.number, "seen", (mark.one,)))
            other.append(_Marked(mark.number, "seen", (mark.other,)))
    return one, other


def _page(side: str, paper: Paper, number: int, shot: Shot | None, marks: Sequence[_Marked]) -> str:
    which = "first" if side == "1" else "second"
    caption = f"<figcaption>{which}: <bdi>{_text(one_line(paper.file))}</bdi>, page {number:,}</figcaption>"
    if shot is None:
        return f'<figure>{caption}<p class="soft">no picture of this page</p></figure>'
    wide, high = round(shot.width, 1), round(shot.height, 1)
    layer = "".join(_layer(side, mark, wide) for mark in marks)
    return (
        f'<figure>{caption}<svg viewBox="0 0 {wide} {high}" role="img" aria-label="page {number} of the {which}">'
        f'<image width="{wide}" height="{high}" href="{_data(shot.jpeg)}"/>{layer}</svg></figure>'
    )


def _layer(side: str, mark: _Marked, wide: float) -> str:
    """The boxes of one difference and its number; nothing where it has no place on the page."""
    if not mark.boxes:
        return ""
    boxes = "".join(
        f'<rect class="{mark.style}" x="{b.x0 - 1:.1f}" y="{b.y0 - 1:.1f}" '
        f'width="{max(b.x1 - b.x0 + 2, 1):.1f}" height="{max(b.y1 - b.y0 + 2, 1):.1f}"/>'
        for b in mark.boxes
    )
    x = min(max(mark.boxes[0].x0, BADGE), wide - BADGE)
    y = max(mark.boxes[0].y0 - BADGE, BADGE)
    return (
        f'<a href="#d{mark.number}"><g id="m{mark.number}-{side}">{boxes}'
        f'<circle class="{mark.style}" cx="{x:.1f}" cy="{y:.1f}" r="{BADGE}"/>'
        f'<text class="badge" x="{x:.1f}" y="{y + 4:.1f}">{mark.number}</text></g></a>'
    )
