"""What a file is: one table of magic bytes, one of suffixes, and the order in which they are believed."""

from __future__ import annotations

import io
import re
import struct
from typing import Literal, NamedTuple

from sayso.read.decode import is_text

Family = Literal[
    "text", "markdown", "html", "pdf", "docx", "mail", "mbox", "zip", "tar", "packed", "image", "locked", "unsupported",
    "xlsx", "xls", "ods", "pptx", "opendocument", "flat", "foreign", "msg", "pst", "archive", "encoded", "sqlite",
    "warc", "recording", "json", "drawn",
]  # fmt: skip


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
_DOC = Kind("application/msword", "foreign")
_XLS = Kind("application/vnd.ms-excel", "xls")
_PPT = Kind("application/vnd.ms-powerpoint", "foreign")
_MSG = Kind("application/vnd.ms-outlook", "msg")
_RTF = Kind("application/rtf", "foreign")
_EPUB = Kind("application/epub+zip", "foreign")
_XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
_PPTX = Kind("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx")
_ODT = Kind("application/vnd.oasis.opendocument.text", "opendocument")
_ODS = Kind("application/vnd.oasis.opendocument.spreadsheet", "ods")
_ODP = Kind("application/vnd.oasis.opendocument.presentation", "opendocument")
_XML = Kind("application/xml", "text")
_JSON = Kind("application/json", "json")
_WARC = Kind("application/warc", "warc")
_PACKAGE = Kind("application/vnd.openxmlformats-package", "zip")
_DRAWN = Kind("application/vnd.ms-xpsdocument", "drawn")
_FLAT = Kind("application/vnd.oasis.opendocument.text-flat-xml", "flat")
UNKNOWN = Kind("application/octet-stream", "unsupported")

_MAGIC: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"%PDF-", _PDF),
    (0, b"\x1f\x8b", _GZIP),
    (0, b"BZh", _BZIP2),
    (0, b"\xfd7zXZ\x00", _XZ),
    (0, b"\x5d\x00\x00\x80\x00", _LZMA),
    (257, b"ustar", _TAR),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (0, b"{\\rtf", _RTF),
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
    (0, b"7z\xbc\xaf\x27\x1c", Kind("application/x-7z-compressed", "archive")),
    (0, b"Rar!", Kind("application/vnd.rar", "archive")),
    (0, b"MSCF", Kind("application/vnd.ms-cab-compressed", "archive")),
    (2, b"-lh", Kind("application/x-lzh-compressed", "archive")),
    (0, b"xar!", Kind("application/x-xar", "archive")),
    (0, b"\xed\xab\xee\xdb", Kind("application/x-rpm", "archive")),
    (0, b"\x1f\x9d", Kind("application/x-compress", "archive")),
    (0, b"LZIP", Kind("application/x-lzip", "archive")),
    (0, b"\x04\x22\x4d\x18", Kind("application/x-lz4", "archive")),
    (0, b"\x28\xb5\x2f\xfd", Kind("application/zstd", "archive")),
    (0, b"!BDN", Kind("application/vnd.ms-outlook-pst", "pst")),
    (0, b"SQLite format 3\x00", Kind("application/vnd.sqlite3", "sqlite")),
    (0, b"WARC/", _WARC),
    (0, b"filedesc://", Kind("application/x-arc", "warc")),
    (0, b"ID3", Kind("audio/mpeg", "recording")),
    (0, b"OggS", Kind("audio/ogg", "recording")),
    (0, b"fLaC", Kind("audio/flac", "recording")),
    (8, b"WAVE", Kind("audio/x-wav", "recording")),
    (8, b"AVI ", Kind("video/x-msvideo", "recording")),
    (0, b"FORM", Kind("audio/aiff", "recording")),
    (0, b"#!AMR", Kind("audio/amr", "recording")),
    (0, b"\x1aE\xdf\xa3", Kind("video/x-matroska", "recording")),
    (0, b"\x30\x26\xb2\x75", Kind("video/x-ms-asf", "recording")),
    (0, b"%!PS", Kind("application/postscript", "unsupported")),
    (0, b"begin 6", Kind("text/x-uuencode", "encoded")),
    (0, b"begin 7", Kind("text/x-uuencode", "encoded")),
    (0, b"begin 07", Kind("text/x-uuencode", "encoded")),
    (0, b"begin 06", Kind("text/x-uuencode", "encoded")),
    (0, b"begin-base64 ", Kind("text/x-uuencode", "encoded")),
    (0, b"-----BEGIN ", Kind("application/x-pem-file", "unsupported")),
    (0, b"!<arch>\n", Kind("application/x-archive", "archive")),
    (0, b"070701", Kind("application/x-cpio", "archive")),
    (0, b"070702", Kind("application/x-cpio", "archive")),
    (0, b"070707", Kind("application/x-cpio", "archive")),
    (0, b"\xc7\x71", Kind("application/x-cpio", "archive")),
    (0, b"\x71\xc7", Kind("application/x-cpio", "archive")),
    (32769, b"CD001", Kind("application/x-iso9660-image", "archive")),
)

_OFFICE = "application/vnd.openxmlformats-officedocument."
_SUFFIXES: dict[str, Kind] = {
    **dict.fromkeys(("txt", "text", "log", "asc", "srt", "vtt", "ini", "cfg", "conf"), _TEXT),
    **dict.fromkeys(("rst", "tex", "yaml", "yml", "toml", "list", "nfo", "me"), _TEXT),
    "csv": Kind("text/csv", "text"),
    "tsv": Kind("text/tab-separated-values", "text"),
    **dict.fromkeys(("css", "js", "py", "c", "h", "java", "sh", "sql", "eml_", "ics", "vcf"), _TEXT),
    **{s: Kind("application/x-subrip", "text") for s in ("sub", "sbv")},
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
    **dict.fromkeys(("json", "jsonl", "ndjson", "geojson"), _JSON),
    **dict.fromkeys(("xml", "xmp", "xsl", "rdf", "opf"), _XML),
    "svg": Kind("image/svg+xml", "text"),
    "rtf": _RTF,
    **dict.fromkeys(("doc", "dot"), _DOC),
    **dict.fromkeys(("xls", "xlt", "xla"), _XLS),
    **dict.fromkeys(("ppt", "pps", "pot"), _PPT),
    "msg": _MSG,
    **dict.fromkeys(("pst", "ost"), Kind("application/vnd.ms-outlook-pst", "pst")),
    **dict.fromkeys(("xlsx", "xlsm", "xltx", "xltm", "xlsb"), _XLSX),
    **dict.fromkeys(("pptx", "pptm", "ppsx", "ppsm", "potx"), _PPTX),
    **dict.fromkeys(("odt", "ott"), _ODT),
    **dict.fromkeys(("ods", "ots"), _ODS),
    **dict.fromkeys(("odp", "otp"), _ODP),
    "epub": _EPUB,
    **dict.fromkeys(("warc",), _WARC),
    **dict.fromkeys(("uu", "uue"), Kind("text/x-uuencode", "encoded")),
    **{s: Kind("application/vnd.apple.iwork", "unsupported") for s in ("numbers", "pages", "key")},
    **{s: Kind("application/vnd.sun.xml", "opendocument") for s in ("sxw", "sxd", "sxi")},
    **{s: Kind(f"audio/{s}", "recording") for s in ("wav", "ogg", "opus", "flac", "m4a", "aac", "amr", "wma", "aiff")},
    **{s: Kind(f"video/{s}", "recording") for s in ("mp4", "mov", "avi", "mkv", "webm", "wmv", "3gp", "m4v")},
    "mp3": Kind("audio/mpeg", "recording"),
}

_BELIEVED = frozenset(("markdown", "html", "pdf", "docx", "mail", "mbox", "zip", "tar", "packed", "image"))
"""Families whose files need not open with anything certain, so that the name decides."""
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
    if data[:2] == b"\x1f\x8b" and named is not None and named.family == "warc":
        return named
    if sniffed.family in {"unsupported", "zip"} and named and named.family == "unsupported":
        return named
    return sniffed


def _sniff(data: bytes) -> Kind | None:
    for offset, magic, kind in _MAGIC:
        if data.startswith(magic, offset):
            return kind
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK00"}:
        return _zipped(data)
    if data[4:8] == b"ftyp" and not data.startswith((b"heic", b"heix", b"mif1", b"avif", b"hevc"), 8):
        return Kind("audio/mp4" if data.startswith(b"M4A", 8) else "video/mp4", "recording")
    if len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2:
        return Kind("audio/mpeg", "recording")
    return None


def _zipped(data: bytes) -> Kind:
    """The kind of a zip: office files tell by the names inside, which stand in plain in the directory at the end."""
    names = data[:4096] + data[-262144:]
    if data[30:38] == b"mimetype":
        return _declared(data)
    if b"[Content_Types].xml" in names:
        office = ((b"word/document", _DOCX), (b"ppt/presentation", _PPTX), (b"xl/workbook", _XLSX))
        packed = _DRAWN if b".fpage" in names or b"visio/pages" in names else _PACKAGE
        return next((kind for mark, kind in office if mark in names), packed)
    if b"META-INF/container.xml" in names and b".opf" in names:
        return _EPUB
    if b"META-INF/manifest.xml" in names and b"content.xml" in names and b"styles.xml" in names:
        return _ODT
    if b"Index/Document.iwa" in names:
        return Kind("application/vnd.apple.iwork", "unsupported")
    return _ZIP


def _declared(data: bytes) -> Kind:
    """The kind of a package whose first member says what it is."""
    opening = data[38:200]
    for mark, kind in (
        (b"epub+zip", _EPUB),
        (b"opendocument.spreadsheet", _ODS),
        (b"sun.xml.calc", _ODS),
        (b"opendocument.presentation", _ODP),
        (b"opendocument.text", _ODT),
    ):
        if opening.startswith(b"application/") and mark in opening[:80]:
            return kind
    return Kind("application/vnd.oasis.opendocument", "opendocument") if b"opendocument" in opening else _ODT


def _ole(data: bytes, named: Kind | None) -> Kind:
    """Old office files, told apart by the streams inside; a locked new one is wrapped in the same container."""
    if _wide("EncryptedPackage") in data:
        return Kind(named.media_type if named else _OLE.media_type, "locked")
    names = _streams(data)
    for stream, kind in _STREAMS:
        if stream in names if names else _wide(stream) in data:
            return kind
    return named if named and named.family in {"unsupported", "msg", "foreign", "xls"} else _OLE


def _streams(data: bytes) -> frozenset[str]:
    """Names of the outermost streams of a container; none where it is damaged."""
    import olefile  # noqa: PLC0415 - for this container alone

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return frozenset(path[0] for path in ole.listdir() if len(path) == 1)
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error, RecursionError):
        return frozenset()


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


_STREAMS = (
    ("__properties_version1.0", _MSG),
    ("PowerPoint Document", _PPT),
    ("Workbook", _XLS),
    ("WordDocument", _DOC),
    ("Book", _XLS),
)
"""Names of streams, the most telling first: a presentation may hold a workbook."""


def _by_look(data: bytes, named: Kind | None) -> Kind:
    opening = data[:4096].removeprefix(_MARKS[0])
    if named and named.family in _BELIEVED:
        return named
    if _HTML_OPEN.match(opening):
        return _HTML
    if opening.lstrip().startswith((b"<?xml", b"<!DOCTYPE")):
        return _FLAT if b"office:document" in opening and b"opendocument" in opening else named or _XML
    if named is None or (named.family not in {"text", "json", "unsupported"} and is_text(data)):
        # A name that the bytes belie: words are read as what they look like.
        return _by_words(data, opening)
    return named


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
