"""PowerPoint presentations: each slide a page, its words in order, then its notes and comments, labelled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sayso.errors import BadDocument
from sayso.model.document import Page
from sayso.model.span import Span
from sayso.read.limits import Limits
from sayso.read.members import Taker
from sayso.read.outcome import Draft
from sayso.read.package import Package
from sayso.read.sink import MemberSink
from sayso.read.workbooks import comment_line

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P188 = "{http://schemas.microsoft.com/office/powerpoint/2018/8/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FURNITURE = frozenset(("sldNum", "dt", "sldImg", "hdr"))
"""Placeholders that carry no words of the slide's own: its number, today's date, its picture."""

Slides = list[tuple[int, list[str]]]


def read_pptx(data: bytes, media_type: str, out: MemberSink, limits: Limits) -> Draft:
    """The words of a presentation, in the order of its slides; a hidden one is said to be so.

    :raises BadDocument: ``damaged``, ``encrypted`` or ``expands_too_far``.
    """
    with Package(data, limits) as package:
        names = _slides(package)
        if not names:
            raise BadDocument("damaged")
        people = _people(package)
        slides = [(n, list(_slide(package, name, people))) for n, name in enumerate(names[: limits.max_pages], 1)]
        taker = Taker(out, limits, len(data))
        package.embedded(taker, pictures=not any(blocks for _, blocks in slides))
        draft = paged(slides, media_type)
        draft.hint, draft.properties = package.hint(), package.properties()
    draft.members = tuple(taker.members)
    return draft


def paged(slides: Slides, media_type: str) -> Draft:
    """Blocks by slide as a text with pages, blocks parted by empty lines."""
    text, pages = "", []
    pieces: list[str] = []
    length = 0
    for number, blocks in slides:
        if blocks:
            text = ("\n" if length else "") + "\n\n".join(blocks) + "\n"
            start = length + (1 if length else 0)
            length += len(text)
            pieces.append(text)
            pages.append(Page(number=number, span=Span(start, length)))
    return Draft(media_type=media_type, text="".join(pieces), pages=tuple(pages))


def _slides(package: Package) -> list[str]:
    """The names of the slides' parts in the order in which they are shown, those left out of it at the end."""
    relations = package.relations("ppt/presentation.xml")
    tree = package.lenient("ppt/presentation.xml")
    shown = [
        relations[node.get(f"{_R}id", "")][1]
        for node in (tree.iter(f"{_P}sldId") if tree is not None else ())
        if node.get(f"{_R}id", "") in relations
    ]
    return list(dict.fromkeys([*(n for n in shown if n in package.names), *package.matching(r"ppt/slides/[^/]+\.xml")]))


def _slide(package: Package, name: str, people: dict[str, str]) -> Iterator[str]:
    tree = package.lenient(name)
    if tree is None:
        return
    blocks = list(_blocks(tree))
    relations = list(package.relations(name).values())
    notes = [block for sort, part in relations if sort == "notesSlide" for block in _notes(package, part)]
    remarks = [line for sort, part in relations if sort == "comments" for line in _comments(package, part, people)]
    if tree.get("show") in {"0", "false"} and (blocks or notes):
        yield "(hidden slide)"
    yield from blocks
    if notes:
        yield "Notes: " + "\n".join(notes)
    yield from remarks


def _blocks(tree: Any) -> Iterator[str]:
    """One block for each shape that has words; a table's row is a line, its cells parted by tabs."""
    queue = list(reversed(tree))
    while queue:
        node = queue.pop()
        if not isinstance(node.tag, str) or node.tag == _FALLBACK:
            continue
        if node.tag == f"{_A}tbl":
            rows = ("\t".join(_cell(cell) for cell in row.iter(f"{_A}tc")) for row in node.iter(f"{_A}tr"))
            block = "\n".join(row for row in rows if row.strip())
        elif node.tag.endswith("}txBody") or node.tag == f"{_A}t":
            block = "\n".join(_lines(node)) if node.tag != f"{_A}t" else node.text or ""
        else:
            if not (node.tag == f"{_P}sp" and _placeholder(node) in _FURNITURE):
                queue.extend(reversed(node))
            continue
        if block.strip():
            yield block.strip("\n")


def _placeholder(shape: Any) -> str:
    found = next(shape.iter(f"{_P}ph"), None)
    return found.get("type", "body") if found is not None else ""


def _lines(body: Any) -> list[str]:
    return [line for p in body.iter(f"{_A}p") for line in _words(p).split("\n") if line.strip()]


def _cell(cell: Any) -> str:
    return " ".join(" ".join(_words(p).split()) for p in cell.iter(f"{_A}p")).strip()


def _words(paragraph: Any) -> str:
    breaks = {f"{_A}br": "\n", f"{_A}tab": "\t"}
    return "".join(n.text or "" if n.tag == f"{_A}t" else breaks.get(n.tag, "") for n in paragraph.iter()).strip(" ")


def _notes(package: Package, part: str) -> Iterator[str]:
    tree = package.lenient(part)
    yield from _blocks(tree) if tree is not None else ()


def _people(package: Package) -> dict[str, str]:
    """Who may have made comments, by the number or id that comments use."""
    found = {}
    for name in package.matching(r"ppt/(?:commentAuthors|authors)\.xml"):
        tree = package.lenient(name)
        for node in tree.iter(f"{_P}cmAuthor", f"{_P188}author") if tree is not None else ():
            found[node.get("id", "")] = node.get("name", "")
    return found


def _comments(package: Package, part: str, people: dict[str, str]) -> Iterator[str]:
    tree = package.lenient(part)
    for node in tree.iter(f"{_P}cm", f"{_P188}cm", f"{_P188}reply") if tree is not None else ():
        author = people.get(node.get("authorId", ""), "")
        old = node.findtext(f"{_P}text")
        body = next((child for child in node if child.tag == f"{_P188}txBody"), None)
        text = old if old is not None else "\n".join(_lines(body)) if body is not None else ""
        if text.strip():
            yield comment_line("", author, re.sub(r"\s+", " ", text).strip())
