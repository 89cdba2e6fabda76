"""Office files that are zips of XML: their parts, their properties and what is embedded in them."""

from __future__ import annotations

import re
import zipfile
from types import TracebackType
from typing import Any, Self

from lxml import etree

from sayso.errors import BadDocument
from sayso.read.limits import Limits
from sayso.read.members import Taker
from sayso.read.outcome import Head
from sayso.read.zipfiles import chunks_of, open_zip

_STRICT = ((b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"),)
_STRICT_NAMES = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"presentationml/main", b"presentationml/2006/main"),
    (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
)
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAKERS = frozenset(("python-docx", "microsoft office user", "user", "admin", "administrator", "unknown", "author"))
_MADE = re.compile(r"Microsoft Word|Document\d*$|Word Document|PowerPoint|Slide 1$")
_OWN_ENTITY = re.compile(rb"<!ENTITY\s+(?:%\s+)?[^\s>]+\s+[\"']")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[<>]{0,1000}(?:\[[^\]]{0,60000}\]\s{0,100})?>")
_EMBEDDED = re.compile(r"(?:word|xl|ppt)/embeddings/[^/]+")
_PICTURE = re.compile(r"(?:(?:word|ppt|xl)/media|Pictures)/[^/]+\.(?:png|jpe?g|tiff?|gif|bmp|webp)", re.IGNORECASE)

Properties = tuple[tuple[str, str], ...]


class Package:
    """The parts of an office file by name; each is unpacked when asked for, never beyond the limit."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._archive = open_zip(data)
        self._limits = limits
        self.names: dict[str, zipfile.ZipInfo] = {
            info.filename.replace("\\", "/").lstrip("/"): info for info in self._archive.infolist()
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._archive.close()

    def matching(self, pattern: str) -> list[str]:
        """Names that match ``pattern`` wholly, ``10`` after ``9``."""
        return sorted((n for n in self.names if re.fullmatch(pattern, n)), key=_natural)

    def data(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none.

        :raises BadDocument: ``damaged``, ``encrypted`` or ``expands_too_far``.
        """
        if name not in self.names:
            return None
        data = bytearray()
        for chunk in chunks_of(self._archive, self.names[name]):
            data += chunk
            if len(data) > self._limits.max_xml_bytes:
                raise BadDocument("expands_too_far")
        return bytes(data)

    def tree(self, name: str) -> Any | None:
        """The tree of an XML part; None where there is none.

        :raises BadDocument: as ``data``.
        """
        data = self.data(name)
        return None if data is None else parse_xml(data)

    def lenient(self, name: str) -> Any | None:
        """As ``tree``, but a damaged part is no part: for what is not the body itself."""
        try:
            return self.tree(name)
        except BadDocument:
            return None

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """By id: the sort of each thing a part points at (the last word of its type), and the part it is."""
        folder, _, base = name.rpartition("/")
        tree = self.lenient(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        found = {}
        for node in tree.iter(_RELATION) if tree is not None else ():
            target = node.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
            if node.get("TargetMode") != "External":
                found[node.get("Id", "")] = (node.get("Type", "").rpartition("/")[2], path)
        return found

    def embedded(self, taker: Taker, *, pictures: bool = False) -> None:
        """Takes out embedded files, and pictures if asked."""
        for name in sorted(self.names, key=_natural):
            if (_EMBEDDED.fullmatch(name) or (pictures and _PICTURE.fullmatch(name))) and not taker.full:
                taker.take(name.rpartition("/")[2], chunks_of(self._archive, self.names[name]))

    def hint(self) -> Head:
        """Title and author of the file's properties; its dates tell when a file was made, not when a paper came out."""
        tree = self.lenient("docProps/core.xml")
        if tree is None:
            return Head()
        return plain_head(*(tree.findtext(f"{_DC}{name}") or "" for name in ("title", "creator")))

    def properties(self) -> Properties:
        """What the file says of its making: who, with what, when."""
        core, app = self.lenient("docProps/core.xml"), self.lenient("docProps/app.xml")
        found = []
        for tree, tag, label in (
            (core, f"{_DC}title", "title"),
            (core, f"{_DC}subject", "subject"),
            (core, f"{_DC}creator", "author"),
            (core, f"{_DC}description", "description"),
            (core, f"{_CORE}keywords", "keywords"),
            (core, f"{_CORE}lastModifiedBy", "modified by"),
            (core, f"{_TERMS}created", "created"),
            (core, f"{_TERMS}modified", "modified"),
            (core, f"{_CORE}lastPrinted", "printed"),
            (core, f"{_CORE}revision", "revision"),
            (app, f"{_APP}Application", "software"),
            (app, f"{_APP}Company", "company"),
            (app, f"{_APP}Manager", "manager"),
            (app, f"{_APP}Template", "template"),
        ):
            found.append((label, (tree.findtext(tag) or "") if tree is not None else ""))
        return tuple((label, value.strip()) for label, value in found if value.strip())


def plain_head(title: str, author: str) -> Head:
    """The head that properties give, without what programs put there by themselves."""
    title, author = title.strip(), author.strip()
    plain = title if title and not _MADE.match(title) else None
    named = author if " " in author and author.casefold() not in _MAKERS else None
    return Head(title=plain, author=named)


def parse_xml(data: bytes) -> Any:
    """The tree of an XML part, its document type cut out, so that no entity is ever known, fetched or expanded.

    :raises BadDocument: ``damaged``.
    """
    # Words kept in entities of its own would be lost without a trace, and no office program writes them.
    if _OWN_ENTITY.search(data, 0, 65536):
        raise BadDocument("damaged")
    if b"<!DOCTYPE" in data[:65536]:
        data = _DOCTYPE.sub(b"", data, count=1)
    if b"<!DOCTYPE" in data[:65536] or b"<!ENTITY" in data[:65536]:
        raise BadDocument("damaged")
    for old, new in _STRICT if b"purl.oclc.org" in data[:65536] else ():
        data = data.replace(old, new)
        for strict, transitional in _STRICT_NAMES:
            data = data.replace(strict, transitional)
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


def _joined(folder: str, target: str) -> str:
    parts = folder.split("/") if folder else []
    for piece in target.split("/"):
        if piece == "..":
            parts = parts[:-1]
        elif piece not in {"", "."}:
            parts.append(piece)
    return "/".join(parts)


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in re.split(r"(\d+)", name)]
