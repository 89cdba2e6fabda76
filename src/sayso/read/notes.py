"""Comments laid beside the words of a Word document; not one of its own words is touched, moved or dropped.

Runs are cut where commented words begin and end, with the same look on both sides. Every part but the four that carry
comments is passed on as it stands. Comments bear no day and no name but the program's, so that equal checks give
equal files.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree

from sayso.errors import BadDocument
from sayso.model.reading import Member, Reading
from sayso.read.limits import Limits
from sayso.read.package import Package
from sayso.read.sink import MemberSink

AUTHOR, INITIALS = "Sayso", "S"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN, _COMMENTS, _TYPES, _RELS = (
    "word/document.xml",
    "word/comments.xml",
    "[Content_Types].xml",
    "word/_rels/document.xml.rels",
)
_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NS}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPE_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_REL_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_COMMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENT_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_DAY = (1980, 1, 1, 0, 0, 0)
"""The day every part bears: the clock is nobody's business."""
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Note(NamedTuple):
    """Words of a document, and what is to be said of them."""

    words: str
    text: str


def commented(data: bytes, notes: Sequence[Note], out: MemberSink, limits: Limits) -> Reading:
    """The Word document in ``data`` with a comment a note, given as the one member of the reading.

    Notes come in the order of the text; one whose words are not found there is laid beside the first paragraph.

    :raises BadDocument: ``damaged``, ``encrypted`` or ``expands_too_far``.
    """
    with Package(data, limits) as package:
        main = package.tree(_MAIN)
        if main is None:
            raise BadDocument("damaged")
        remarks = package.lenient(_COMMENTS)
        remarks = etree.Element(f"{_W}comments", nsmap={"w": _NS}) if remarks is None else remarks
        first = _next_number(remarks)
        _lay(main, [note.words for note in notes], first)
        for number, note in enumerate(notes, first):
            remarks.append(_comment(number, note.text))
        changed = {_MAIN: main, _COMMENTS: remarks, _TYPES: _types(package), _RELS: _relations(package)}
        whole = _packed(package, {name: _bytes(tree) for name, tree in changed.items()})
    digest, size = out.put([whole])
    return Reading(
        status="read", media_type=MEDIA_TYPE, members=(Member(name="draft.docx", sha256=digest, bytes=size),)
    )


def _next_number(remarks: Any) -> int:
    taken = [int(n) for c in remarks.iter(f"{_W}comment") if (n := c.get(f"{_W}id", "")).isdigit()]
    return max(taken, default=-1) + 1


def _comment(number: int, text: str) -> Any:
    node = etree.Element(f"{_W}comment")
    node.set(f"{_W}id", str(number))
    node.set(f"{_W}author", AUTHOR)
    node.set(f"{_W}initials", INITIALS)
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(node, f"{_W}p"), f"{_W}r")
        _put(etree.SubElement(run, f"{_W}t"), _ILLEGAL.sub("\ufffd", line))
    return node


def _put(node: Any, text: str) -> None:
    node.text = text
    node.set(_SPACE, "preserve")


class _Piece(NamedTuple):
    """A stretch of a paragraph's text: the node that holds it, its run, and where it begins."""

    node: Any
    run: Any
    start: int


def _lay(main: Any, words: Sequence[str], first: int) -> None:
    """Marks each of ``words`` in the body, looking on from the last place found."""
    paragraphs = [p for p in main.iter(f"{_W}p") if next(p.iter(f"{_W}t"), None) is not None]
    if not paragraphs:
        body = next(main.iter(f"{_W}body"), main)
        paragraphs = [etree.SubElement(body, f"{_W}p")]
    at, offset = 0, 0
    for number, wanted in enumerate(words, first):
        found = _look(paragraphs, wanted, at, offset) or _look(paragraphs, wanted, 0, 0)
        if found is None:
            _around(paragraphs[0], number, None)
            continue
        at, offset, end = found
        _around(paragraphs[at], number, (offset, end))


def _look(paragraphs: Sequence[Any], wanted: str, at: int, offset: int) -> tuple[int, int, int] | None:
    """The first paragraph from ``at`` on that holds the words, white space apart, and where in its text."""
    line = next((x for x in re.split(r"[\n\t]", wanted) if x.strip()), "")
    pattern = re.compile(r"\s+".join(map(re.escape, line.split())) or r"(?!)")
    for n in range(at, len(paragraphs)):
        match = pattern.search(_text(paragraphs[n]), offset if n == at else 0)
        if match is not None:
            return n, match.start(), match.end()
    return None


def _pieces(paragraph: Any) -> Iterator[_Piece]:
    at = 0
    for node in paragraph.iter(f"{_W}t"):
        run = node.getparent()
        if run.tag == f"{_W}r" and next(run.iterancestors(f"{_W}p")) is paragraph:
            yield _Piece(node, run, at)
            at += len(node.text or "")


def _text(paragraph: Any) -> str:
    return "".join(piece.node.text or "" for piece in _pieces(paragraph))


def _around(paragraph: Any, number: int, place: tuple[int, int] | None) -> None:
    """Lays the marks of one comment around a stretch of a paragraph's text, or around all of it."""
    if place is not None:
        _cut(paragraph, place[0])
        _cut(paragraph, place[1])
    pieces = [p for p in _pieces(paragraph) if place is None or place[0] <= p.start < max(place[1], place[0] + 1)]
    start, end = (etree.Element(f"{_W}comment{name}") for name in ("RangeStart", "RangeEnd"))
    for mark in (start, end):
        mark.set(f"{_W}id", str(number))
    if pieces:
        pieces[0].run.addprevious(start)
        pieces[-1].run.addnext(end)
    else:
        paragraph.extend((start, end))
    run = etree.Element(f"{_W}r")
    etree.SubElement(run, f"{_W}commentReference").set(f"{_W}id", str(number))
    end.addnext(run)


def _cut(paragraph: Any, at: int) -> None:
    """Cuts the run in which ``at`` lies, if it holds nothing but one text; others are commented whole."""
    for piece in _pieces(paragraph):
        text = piece.node.text or ""
        inside = at - piece.start
        if not 0 < inside < len(text):
            continue
        if [c for c in piece.run if c.tag not in (f"{_W}rPr", f"{_W}t")] or len(piece.run.findall(f"{_W}t")) != 1:
            return
        rest = deepcopy(piece.run)
        rest.tail = None
        _put(piece.node, text[:inside])
        _put(rest.find(f"{_W}t"), text[inside:])
        piece.run.addnext(rest)
        return


def _types(package: Package) -> Any:
    tree = package.tree(_TYPES)
    if tree is None:
        raise BadDocument("damaged")
    if not any(node.get("PartName") == f"/{_COMMENTS}" for node in tree):
        node = etree.SubElement(tree, f"{_TYPE_NS}Override")
        node.set("PartName", f"/{_COMMENTS}")
        node.set("ContentType", _COMMENT_TYPE)
    return tree


def _relations(package: Package) -> Any:
    tree = package.tree(_RELS)
    tree = etree.Element(f"{_REL_NS}Relationships") if tree is None else tree
    if not any(node.get("Type") == _COMMENT_REL for node in tree):
        taken = {node.get("Id") for node in tree}
        node = etree.SubElement(tree, f"{_REL_NS}Relationship")
        node.set("Id", next(name for n in range(len(taken) + 1) if (name := f"sayso{n}") not in taken))
        node.set("Type", _COMMENT_REL)
        node.set("Target", "comments.xml")
    return tree


def _bytes(tree: Any) -> bytes:
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _packed(package: Package, changed: dict[str, bytes]) -> bytes:
    """The package again, in its own order, what is new at the end."""
    names = [name for name in package.names if not name.endswith("/")]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in dict.fromkeys((*names, *changed)):
            data = changed.get(name) or package.data(name) or b""
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return held.getvalue()
