"""OpenDocument texts and presentations, and their forerunner of OpenOffice 1: words in order, remarks labelled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.errors import BadDocument
from sayso.read.limits import Limits
from sayso.read.markings import is_marking
from sayso.read.members import Taker
from sayso.read.outcome import Draft, Head
from sayso.read.package import Package, Properties, parse_xml, plain_head
from sayso.read.sink import MemberSink
from sayso.read.slides import paged

_OLD = tuple(
    (f"http://openoffice.org/2000/{name}".encode(), f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0".encode())
    for name in ("office", "text", "table", "drawing", "meta", "presentation")
)
_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _TABLE = (f"{{{_BASE}{name}:1.0}}" for name in ("office", "text", "table"))
_DRAW, _META, _PRESENTATION = (f"{{{_BASE}{name}:1.0}}" for name in ("drawing", "meta", "presentation"))
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = frozenset((f"{_TEXT}p", f"{_TEXT}h"))
_SKIPPED = frozenset((f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note", f"{_OFFICE}forms"))
_BREAKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


def read_opendocument(data: bytes, media_type: str, out: MemberSink, limits: Limits) -> Draft:
    """A text: page heads with a marking, the body, notes, then comments and deleted words; or slides, page by page.

    :raises BadDocument: ``damaged``, ``encrypted`` or ``expands_too_far``.
    """
    with Package(data, limits) as package:
        if b"encryption-data" in (package.data("META-INF/manifest.xml") or b""):
            raise BadDocument("encrypted")
        tree = _tree(package, "content.xml")
        if tree is None:
            raise BadDocument("damaged")
        draft = _body(tree, list(_heads(package)), media_type, limits)
        draft.hint, draft.properties = _meta(package)
        taker = Taker(out, limits, len(data))
        if not draft.text.strip():
            package.embedded(taker, pictures=True)
    draft.members = tuple(taker.members)
    return draft


def read_flat(data: bytes, media_type: str, limits: Limits) -> Draft:
    """An OpenDocument text that is one XML file.

    :raises BadDocument: ``damaged`` or ``expands_too_far``.
    """
    if len(data) > limits.max_xml_bytes:
        raise BadDocument("expands_too_far")
    tree = parse_xml(data)
    return _body(tree, [], media_type, limits)


def _body(tree: Any, heads: list[str], media_type: str, limits: Limits) -> Draft:
    body = next(tree.iter(f"{_OFFICE}body"), tree)
    slides = list(body.iter(f"{_DRAW}page"))
    if slides and next(body.iter(f"{_OFFICE}text", f"{_OFFICE}spreadsheet"), None) is None:
        return paged([(n, list(_slide(page))) for n, page in enumerate(slides[: limits.max_pages], 1)], media_type)
    blocks = [*heads, *_blocks(body), *_notes(body), *_remarks(body)]
    return Draft(media_type=media_type, text="\n\n".join(blocks) + "\n" if blocks else "")


def _tree(package: Package, name: str) -> Any | None:
    data = package.data(name)
    if data is None:
        return None
    for old, new in _OLD:
        data = data.replace(old, new)
    return parse_xml(data)


def _blocks(root: Any) -> list[str]:
    """Paragraphs and tables under ``root`` in order; a table is one block of lines, its cells parted by tabs."""
    found: list[str] = []
    queue = list(reversed(root))
    while queue:
        node = queue.pop()
        if not isinstance(node.tag, str) or node.tag in _SKIPPED:
            continue
        if node.tag in _PARAGRAPHS:
            block = _words(node).strip("\n ")
            found += [block] if block.strip() else []
            found += [inner for box in node.iter(f"{_DRAW}text-box") for inner in _blocks(box)]
        elif node.tag == f"{_TABLE}table":
            rows = ("\t".join(_cell(cell) for cell in _cells(row)) for row in node.iter(f"{_TABLE}table-row"))
            block = "\n".join(row.rstrip("\t") for row in rows if row.strip())
            found += [block] if block else []
        else:
            queue.extend(reversed(node))
    return found


def _cells(row: Any) -> Iterator[Any]:
    for cell in row.iter(f"{_TABLE}table-cell"):
        if next(cell.iterancestors(f"{_TABLE}table-row")) is row:
            yield cell


def _cell(cell: Any) -> str:
    return " ".join(" ".join(_words(p).split()) for p in cell.iter(*_PARAGRAPHS)).strip()


def _words(paragraph: Any) -> str:
    """The words of one paragraph, without those of notes, comments and text boxes in it."""
    pieces = [paragraph.text or ""]
    for node in paragraph:
        if isinstance(node.tag, str) and node.tag not in _SKIPPED and not node.tag.startswith(f"{_DRAW}text-box"):
            count = node.get(f"{_TEXT}c", "1")
            spaces = " " * min(int(count) if count.isdigit() else 1, 1000) if node.tag == f"{_TEXT}s" else ""
            pieces.append(spaces + _BREAKS.get(node.tag, "") + _words(node))
        pieces.append(node.tail or "")
    return "".join(pieces)


def _heads(package: Package) -> Iterator[str]:
    """Page heads that carry words: they stand at the top of every page."""
    try:
        tree = _tree(package, "styles.xml")
    except BadDocument:
        return
    seen: set[str] = set()
    style = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
    for node in tree.iter(f"{style}header", f"{style}footer") if tree is not None else ():
        for block in _blocks(node):
            if block not in seen and (node.tag == f"{style}header" or is_marking(block)):
                seen.add(block)
                yield block


def _notes(root: Any) -> Iterator[str]:
    for note in root.iter(f"{_TEXT}note", f"{_TEXT}footnote", f"{_TEXT}endnote"):
        yield from _blocks(note)


def _remarks(root: Any) -> Iterator[str]:
    """Comments, and the words that tracked changes deleted, each with who and when."""
    for node in root.iter(f"{_OFFICE}annotation"):
        if text := " ".join(_blocks(node)):
            yield f"Comment{_by(node)}: {text}"
    for change in root.iter(f"{_TEXT}deletion"):
        if text := " ".join(_blocks(change)):
            yield f"Deleted{_by(change)}: {text}"


def _by(node: Any) -> str:
    who = next((n.text for n in node.iter(f"{_DC}creator") if n.text), "")
    when = next((n.text for n in node.iter(f"{_DC}date") if n.text), "")
    return (f" by {who}" if who else "") + (f" on {when[:10]}" if when else "")


def _slide(page: Any) -> Iterator[str]:
    notes = next(page.iter(f"{_PRESENTATION}notes"), None)
    spoken = _blocks(notes) if notes is not None else []
    remarks = list(_remarks(page))
    if notes is not None:
        page.remove(notes)
    yield from _blocks(page)
    if spoken:
        yield "Notes: " + "\n".join(spoken)
    yield from remarks


def _meta(package: Package) -> tuple[Head, Properties]:
    try:
        tree = _tree(package, "meta.xml")
    except BadDocument:
        tree = None
    if tree is None:
        return Head(), ()
    first = f"{_META}initial-creator"
    labels = (
        ("title", f"{_DC}title"),
        ("subject", f"{_DC}subject"),
        ("author", first),
        ("modified by", f"{_DC}creator"),
        ("created", f"{_META}creation-date"),
        ("modified", f"{_DC}date"),
        ("printed", f"{_META}print-date"),
        ("software", f"{_META}generator"),
    )
    found = {label: text for label, tag in labels for n in tree.iter(tag) if (text := (n.text or "").strip())}
    head = plain_head(found.get("title", ""), found.get("author", found.get("modified by", "")))
    return head, tuple(found.items())
