"""Word documents: page heads first, then the body in order, footnotes, page feet that carry words, and remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sayso.errors import BadDocument
from sayso.read.limits import Limits
from sayso.read.markings import is_marking
from sayso.read.members import Taker
from sayso.read.outcome import Draft
from sayso.read.package import Package
from sayso.read.sink import MemberSink

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
_SKIPPED = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "trPr", "tcPr")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d*(?:\s*(?:of|/|-)\s*\d*)?", re.IGNORECASE)


def read_docx(data: bytes, media_type: str, out: MemberSink, limits: Limits) -> Draft:
    """The text of a Word document: a paragraph a line, parted by empty lines; a table's row a line, cells by tabs.

    Deleted text of tracked changes and comments stand at the end, labelled with who and when; embedded files are
    members, and so are the pictures of a document without words.

    :raises BadDocument: ``damaged``, ``encrypted`` or ``expands_too_far``.
    """
    with Package(data, limits) as package:
        main = package.tree(_main_part(package))
        if main is None:
            raise BadDocument("damaged")
        blocks = [*_edge(package, "header"), *_blocks(main), *_notes(package)]
        feet = [b for b in _edge(package, "footer") if is_marking(b) and b not in blocks]
        remarks = [*_comments(package), *_deleted(main), *_hidden(main)]
        taker = Taker(out, limits, len(data))
        package.embedded(taker, pictures=not blocks)
        return Draft(
            media_type=media_type,
            text=_joined([*blocks, *feet, *remarks]),
            members=tuple(taker.members),
            hint=package.hint(),
            properties=package.properties(),
        )


def _main_part(package: Package) -> str:
    if "word/document.xml" in package.names:
        return "word/document.xml"
    return next(iter(package.matching(r"word/document\d*\.xml")), "word/document.xml")


def _edge(package: Package, which: str) -> list[str]:
    """The lines of all page heads (or feet), each wording once, bare page numbers left out."""
    found: dict[str, None] = {}
    for name in package.matching(rf"word/{which}\d*\.xml"):
        tree = package.tree(name)
        for block in _blocks(tree) if tree is not None else ():
            if not _PAGE_NUMBER.fullmatch(block.strip()):
                found.setdefault(block)
    return list(found)


def _notes(package: Package) -> Iterator[str]:
    for name, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        tree = package.tree(name)
        for note in tree.iter(f"{_W}{tag}") if tree is not None else ():
            if note.get(f"{_W}type") not in {"separator", "continuationSeparator", "continuationNotice"}:
                yield from _blocks(note)


def _comments(package: Package) -> Iterator[str]:
    tree = package.lenient("word/comments.xml")
    for comment in tree.iter(f"{_W}comment") if tree is not None else ():
        if text := "\n".join(_blocks(comment)):
            yield f"Comment{_by(comment)}: {text}"


def _deleted(main: Any) -> Iterator[str]:
    """What tracked changes took out, a run of one hand and day as one."""
    runs: list[tuple[Any, str, str]] = []
    for node in main.iter(f"{_W}del", f"{_W}moveFrom"):
        words = "".join(t.text or "" for t in node.iter(f"{_W}delText", f"{_W}t"))
        paragraph = next(node.iterancestors(f"{_W}p"), None)
        if runs and runs[-1][0] is paragraph and runs[-1][1] == _by(node):
            runs[-1] = (paragraph, runs[-1][1], runs[-1][2] + words)
        else:
            runs.append((paragraph, _by(node), words))
    return (f"Deleted{by}: {words.strip()}" for _, by, words in runs if words.strip())


def _hidden(main: Any) -> Iterator[str]:
    """Which words of the body are hidden; they stand in their place too."""
    words: dict[Any, str] = {}
    for mark in main.iter(f"{_W}vanish"):
        run, paragraph = (next(mark.iterancestors(f"{_W}{tag}"), None) for tag in ("r", "p"))
        if run is not None and mark.get(f"{_W}val", "1") not in {"0", "false"}:
            words[paragraph] = words.get(paragraph, "") + "".join(t.text or "" for t in run.iter(f"{_W}t"))
    return (f"Hidden text: {text.strip()}" for text in words.values() if text.strip())


def _by(node: Any) -> str:
    who, when = node.get(f"{_W}author", "").strip(), node.get(f"{_W}date", "")[:10]
    return (f" by {who}" if who else "") + (f" on {when}" if when else "")


def _blocks(root: Any) -> list[str]:
    """Paragraphs and tables under ``root`` in order; a table is one block of lines."""
    found: list[str] = []
    for node in _tops(root):
        block = _table(node) if node.tag == f"{_W}tbl" else _words(node)
        if block.strip():
            found.append(block.strip("\n "))
        found.extend(_boxes(node))
    return found


def _tops(root: Any) -> Iterator[Any]:
    """The outermost paragraphs and tables, whatever stands around them (content controls, sections, insertions)."""
    queue = list(reversed(root))
    while queue:
        node = queue.pop()
        if node.tag in {f"{_W}p", f"{_W}tbl"}:
            yield node
        elif node.tag not in _SKIPPED and isinstance(node.tag, str):
            queue.extend(reversed(node))


def _boxes(node: Any) -> Iterator[str]:
    """Text boxes anchored in a paragraph stand after it."""
    for box in node.iter(f"{_W}txbxContent"):
        if not any(up.tag in _SKIPPED or up.tag == f"{_W}txbxContent" for up in box.iterancestors()):
            yield from _blocks(box)


def _table(table: Any) -> str:
    rows = []
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is table:
            cells = [c for c in row.iter(f"{_W}tc") if next(c.iterancestors(f"{_W}tbl")) is table]
            rows.append("\t".join(_cell(cell) for cell in cells))
    return "\n".join(row for row in rows if row.strip())


def _cell(cell: Any) -> str:
    """All words of a cell on one line, those of tables inside it too."""
    return " ".join(" ".join(_words(p).split()) for p in cell.iter(f"{_W}p")).strip()


def _words(paragraph: Any) -> str:
    """The words of one paragraph, without those of text boxes in it."""
    pieces: list[str] = []
    queue = list(reversed(paragraph))
    while queue:
        node = queue.pop()
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.tag in _BREAKS:
            pieces.append(_BREAKS[node.tag])
        elif node.tag not in _SKIPPED and node.tag != f"{_W}txbxContent" and isinstance(node.tag, str):
            queue.extend(reversed(node))
    return "".join(pieces)


def _joined(blocks: list[str]) -> str:
    """Blocks parted by an empty line; one line feed at the end."""
    return "\n\n".join(blocks) + "\n" if blocks else ""
