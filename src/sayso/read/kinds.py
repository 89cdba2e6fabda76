"""What a file is: one table of magic bytes, one of suffixes, and the order in which they are believed."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from sayso.read.decode import is_text

Family = Literal[
    "text", "markdown", "html", "pdf", "docx", "mail", "mbox", "zip", "tar", "packed", "image", "locked", "unsupported"
]


class Kind(NamedTuple):
    """A media type and the family of readers that takes it."""

    media_type: str
    family: Family


_TEXT = Kind("text/plain", "text")
_HTML = Kind("text/html", "html")
_PDF = Kind("application/pdf", "pdf")
_DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
_MAIL = Kind("message/rfc822", "mail")
_MBOX = Kind("application/mbox", "mbox")
_ZIP = Kind("application/zip", "zip")
_TAR = Kind("application/x-tar", "tar")
_GZIP = Kind("application/gzip", "packed")
_BZIP2 = Kind("application/x-bzip2", "packed")
_XZ = Kind("application/x-xz", "packed")
_LZMA = Kind("application/x-lzma", "packed")
_OLE = Kind("application/x-ole-storage", "unsupported")
_XML = Kind("application/xml", "unsupported")
UNKNOWN = Kind("application/octet-stream", "unsupported")

_MAGIC: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"%PDF-", _PDF),
    (0, b"\x1f\x8b", _GZIP),
    (0, b"BZh", _BZIP2),
    (0, b"\xfd7zXZ\x00", _XZ),
    (0, b"\x5d\x00\x00\x80\x00", _LZMA),
    (257, b"ustar", _TAR),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (0, b"{\\rtf", Kind("application/rtf", "unsupported")),
    (0, b"\x89PNG\r\n\x1a\n", Kind("image/png", "image")),
    (0, b"\xff\xd8\xff", Kind("image/jpeg", "image")),
    (0, b"GIF8", Kind("image/gif", "image")),
    (0, b"II*\x00", Kind("image/tiff", "image")),
    (0, b"MM\x00*", Kind("image/tiff", "image")),
    (0, b"\x00\x00\x00\x0cjP  ", Kind("image/jp2", "image")),
    (0, b"\xff\x4f\xff\x51", Kind("image/jp2", "image")),
    (4, b"ftypheic", Kind("image/heic", "image")),
    (0, b"\x00\x00\x00\x0cJXL ", Kind("image/jxl", "image")),
    (8, b"WEBP", Kind("image/webp", "image")),
    (0, b"7z\xbc\xaf\x27\x1c", Kind("application/x-7z-compressed", "unsupported")),
    (0, b"Rar!", Kind("application/vnd.rar", "unsupported")),
    (0, b"!BDN", Kind("application/vnd.ms-outlook-pst", "unsupported")),
    (0, b"SQLite format 3\x00", Kind("application/vnd.sqlite3", "unsupported")),
    (0, b"%!PS", Kind("application/postscript", "unsupported")),
    (0, b"begin 6", Kind("text/x-uuencode", "unsupported")),
    (0, b"-----BEGIN ", Kind("application/x-pem-file", "unsupported")),
    (0, b"!<arch>\n", Kind("application/x-archive", "unsupported")),
    (0, b"070701", Kind("application/x-cpio", "unsupported")),
    (0, b"070707", Kind("application/x-cpio", "unsupported")),
)

_OFFICE = "application/vnd.openxmlformats-officedocument."
_SUFFIXES: dict[str, Kind] = {
    **dict.fromkeys(("txt", "text", "log", "asc", "srt", "vtt", "ini", "cfg", "conf"), _TEXT),
    **dict.fromkeys(("rst", "tex", "yaml", "yml", "toml", "list", "nfo", "me"), _TEXT),
    "csv": Kind("text/csv", "text"),
    "tsv": Kind("text/tab-separated-values", "text"),
    "css": Kind("text/css", "unsupported"),
    **dict.fromkeys(("md", "markdown", "mdown", "mkd"), Kind("text/markdown", "markdown")),
    **dict.fromkeys(("html", "htm", "shtml"), _HTML),
    **dict.fromkeys(("xhtml", "xht"), Kind("application/xhtml+xml", "html")),
    "pdf": _PDF,
    **dict.fromkeys(("docx", "docm", "dotx", "dotm"), _DOCX),
    **dict.fromkeys(("eml", "emlx"), _MAIL),
    **dict.fromkeys(("mht", "mhtml"), Kind("multipart/related", "mail")),
    **dict.fromkeys(("mbox", "mbx"), _MBOX),
    "zip": _ZIP,
    "tar": _TAR,
    **dict.fromkeys(("gz", "tgz"), _GZIP),
    **dict.fromkeys(("bz2", "tbz", "tbz2"), _BZIP2),
    **dict.fromkeys(("xz", "txz"), _XZ),
    "lzma": _LZMA,
    **dict.fromkeys(("png",), Kind("image/png", "image")),
    **dict.fromkeys(("jpg", "jpeg"), Kind("image/jpeg", "image")),
    **dict.fromkeys(("tif", "tiff"), Kind("image/tiff", "image")),
    **{s: Kind(f"image/{s}", "image") for s in ("gif", "bmp", "webp", "heic", "jp2", "jxl", "avif", "ppm", "pcx")},
    "json": Kind("application/json", "unsupported"),
    **dict.fromkeys(("xml", "xmp", "xsl", "rdf", "opf"), _XML),
    "svg": Kind("image/svg+xml", "unsupported"),
    "rtf": Kind("application/rtf", "unsupported"),
    "doc": Kind("application/msword", "unsupported"),
    "xls": Kind("application/vnd.ms-excel", "unsupported"),
    "ppt": Kind("application/vnd.ms-powerpoint", "unsupported"),
    "msg": Kind("application/vnd.ms-outlook", "unsupported"),
    "pst": Kind("application/vnd.ms-outlook-pst", "unsupported"),
    **dict.fromkeys(("xlsx", "xlsm"), Kind(f"{_OFFICE}spreadsheetml.sheet", "unsupported")),
    **dict.fromkeys(("pptx", "pptm", "ppsx", "ppsm"), Kind(f"{_OFFICE}presentationml.presentation", "unsupported")),
    "odt": Kind("application/vnd.oasis.opendocument.text", "unsupported"),
    "ods": Kind("application/vnd.oasis.opendocument.spreadsheet", "unsupported"),
    "odp": Kind("application/vnd.oasis.opendocument.presentation", "unsupported"),
    "epub": Kind("application/epub+zip", "unsupported"),
    **{s: Kind("application/vnd.apple.iwork", "unsupported") for s in ("numbers", "pages", "key")},
    **{s: Kind("application/vnd.sun.xml", "unsupported") for s in ("sxw", "sxc", "sxd", "sxi")},
    "mp3": Kind("audio/mpeg", "unsupported"),
    "mp4": Kind("video/mp4", "unsupported"),
}

_MAIL_HEAD = re.compile(
    rb"(?im)^(received|return-path|delivered-to|message-id|mime-version|from|to|date|subject|x-[\w-]+|content-type):"
)
_MAIL_SURE = {b"received", b"return-path", b"delivered-to", b"message-id", b"mime-version"}
_MBOX_LINE = re.compile(rb"\AFrom \S+ [^\n]*\d\d:\d\d[^\n]*\n[\w-]+:")
_HTML_OPEN = re.compile(rb"(?is)\A(\s|<\?xml[^>]*>|<!--.*?-->)*<(!doctype\s+html|html|head|body)\b")
_MARKS = (b"\xef\xbb\xbf",)


def suffix_of(name: str) -> str:
    """The last suffix of a name, lower case, without its dot; empty where there is none."""
    stem, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot and stem and "/" not in suffix else ""


def suffix_for(media_type: str) -> str:
    """A suffix, with its dot, for an attachment that has no name; empty where none is known.

    Our own table: the system's differs from machine to machine, and lies where the child may not read.
    """
    return next((f".{suffix}" for suffix, kind in _SUFFIXES.items() if kind.media_type == media_type), "")


def kind_of(data: bytes, name: str) -> Kind:
    """What ``data`` is: a .txt name is believed, then magic bytes, then the suffix, then the look of the words."""
    suffix = suffix_of(name)
    named = _SUFFIXES.get(suffix)
    if suffix in {"txt", "text"}:
        return _TEXT
    sniffed = _sniff(data)
    if sniffed is None and b"%PDF-" in data[:1024] and named in {None, _PDF, UNKNOWN} and not _MAIL_HEAD.match(data):
        sniffed = _PDF
    if sniffed is None:
        return _by_look(data, named)
    return _believed(sniffed, data, named)


def _believed(sniffed: Kind, data: bytes, named: Kind | None) -> Kind:
    """What the magic bytes say, made finer by the name where the bytes fit many formats."""
    if sniffed is _OLE:
        return _ole(data, named)
    if sniffed.family in {"unsupported", "zip"} and named and named.family == "unsupported":
        return named
    return sniffed


def _sniff(data: bytes) -> Kind | None:
    for offset, magic, kind in _MAGIC:
        if data.startswith(magic, offset):
            return kind
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK00"}:
        return _zipped(data)
    return None


def _zipped(data: bytes) -> Kind:
    """The kind of a zip: office files tell by the names inside, which stand in plain in the directory at the end."""
    names = data[:4096] + data[-262144:]
    if data[30:38] == b"mimetype":
        return Kind("application/vnd.oasis.opendocument.text", "unsupported")
    if b"[Content_Types].xml" in names:
        return _DOCX if b"word/document" in names else Kind("application/vnd.openxmlformats-package", "unsupported")
    if b"Index/Document.iwa" in names:
        return Kind("application/vnd.apple.iwork", "unsupported")
    return _ZIP


def _ole(data: bytes, named: Kind | None) -> Kind:
    """Old office files; a locked new one is wrapped in the same container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Kind(named.media_type if named else _OLE.media_type, "locked")
    return named if named and named.family == "unsupported" else _OLE


def _by_look(data: bytes, named: Kind | None) -> Kind:
    opening = data[:4096].removeprefix(_MARKS[0])
    if named and named.family not in {"text", "unsupported"}:
        return named
    if _HTML_OPEN.match(opening):
        return _HTML
    if opening.lstrip().startswith((b"<?xml", b"<!DOCTYPE")):
        return _XML
    return named or _by_words(data, opening)


def _by_words(data: bytes, opening: bytes) -> Kind:
    if _MBOX_LINE.match(opening):
        return _MBOX
    if _looks_like_mail(opening):
        return _MAIL
    return _TEXT if is_text(data) else UNKNOWN


def _looks_like_mail(opening: bytes) -> bool:
    if not _MAIL_HEAD.match(opening):
        return False
    head = opening.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    fields = {m.group(1).lower() for m in _MAIL_HEAD.finditer(head)}
    return len(fields) >= 3 and bool(fields & _MAIL_SURE)
