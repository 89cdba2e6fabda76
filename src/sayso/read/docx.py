"""Word documents: page heads first, then the body in order, then footnotes and page feet that carry words."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from sayso.errors import BadDocument
from sayso.read.limits import Limits
from sayso.read.markings import is_marking
from sayso.read.outcome import Draft, Head
from sayso.read.zipfiles import chunks_of, open_zip

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
_SKIPPED = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "trPr", "tcPr")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d*(?:\s*(?:of|/|-)\s*\d*)?", re.IGNORECASE)
_MAKERS = frozenset(("python-docx", "microsoft office user", "user", "admin", "administrator", "unknown", "author"))


def read_docx(data: bytes, media_type: str, limits: Limits) -> Draft:
    """The text of a Word document: a paragraph a line, parted by empty lines; a table's row a line, cells by tabs.

    Deleted text of tracked changes is left out, inserted text is kept.

    :raises BadDocument: ``damaged``, ``encrypted`` or ``expands_too_far``.
    """
    with open_zip(data) as archive:
        names = {info.filename.replace("\\", "/").lstrip("/"): info for info in archive.infolist()}
        main = _tree(archive, names, _main_part(names), limits)
        if main is None:
            raise BadDocument("damaged")
        blocks = [*_edge(archive, names, "header", limits), *_blocks(main), *_notes(archive, names, limits)]
        feet = [b for b in _edge(archive, names, "footer", limits) if is_marking(b) and b not in blocks]
        hint = _properties(archive, names, limits)
    text = _joined([*blocks, *feet])
    return Draft(media_type=media_type, text=text, hint=hint)


def _main_part(names: dict[str, zipfile.ZipInfo]) -> str:
    if "word/document.xml" in names:
        return "word/document.xml"
    return next((n for n in sorted(names) if re.fullmatch(r"word/document\d*\.xml", n)), "word/document.xml")


def _tree(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], name: str, limits: Limits) -> Any | None:
    """One XML part; a document type is refused, so that no entity is ever expanded.

    :raises BadDocument: ``damaged``, ``expands_too_far`` or ``refused``.
    """
    if name not in names:
        return None
    data = bytearray()
    for chunk in chunks_of(archive, names[name]):
        data += chunk
        if len(data) > limits.max_xml_bytes:
            raise BadDocument("expands_too_far")
    return parse_xml(bytes(data))


def parse_xml(data: bytes) -> Any:
    """The tree of an XML part without any document type.

    :raises BadDocument: ``damaged``.
    """
    if b"<!DOCTYPE" in data[:65536] or b"<!ENTITY" in data[:65536]:
        raise BadDocument("damaged")
    data = data.replace(_STRICT.encode(), _TRANSITIONAL.encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, load_dtd=False, recover=True)
    try:
        tree = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise BadDocument("damaged") from error
    if tree is None or tree.getroottree().docinfo.internalDTD is not None:
        # In UTF-16 a document type shows only once it is parsed.
        raise BadDocument("damaged")
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise BadDocument("too_deep")
    return tree


def _edge(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], which: str, limits: Limits) -> list[str]:
    """The lines of all page heads (or feet), each wording once, bare page numbers left out."""
    found: dict[str, None] = {}
    for name in sorted(names):
        if re.fullmatch(rf"word/{which}\d*\.xml", name):
            tree = _tree(archive, names, name, limits)
            for block in _blocks(tree) if tree is not None else ():
                if not _PAGE_NUMBER.fullmatch(block.strip()):
                    found.setdefault(block)
    return list(found)


def _notes(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], limits: Limits) -> Iterator[str]:
    for name, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        tree = _tree(archive, names, name, limits)
        for note in tree.iter(f"{_W}{tag}") if tree is not None else ():
            if note.get(f"{_W}type") not in {"separator", "continuationSeparator", "continuationNotice"}:
                yield from _blocks(note)


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


def _properties(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], limits: Limits) -> Head:
    """Title and author of the file's properties; its dates tell when a file was made, not when a paper was issued."""
    try:
        tree = _tree(archive, names, "docProps/core.xml", limits)
    except BadDocument:
        tree = None
    if tree is None:
        return Head()
    title, author = ((tree.findtext(f"{_DC}{name}") or "").strip() for name in ("title", "creator"))
    plain = title if title and not re.match(r"Microsoft Word|Document\d*$|Word Document", title) else None
    named = author if " " in author and author.casefold() not in _MAKERS else None
    return Head(title=plain, author=named)


def _joined(blocks: list[str]) -> str:
    """Blocks parted by an empty line; one line feed at the end."""
    return "\n\n".join(blocks) + "\n" if blocks else ""
