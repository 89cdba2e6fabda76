"""Small valid files of every format, made here: what ``fuzz.py`` breaks and ``hostile.py`` wraps."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

from sayso.testing.pdf import pdf_of

WORDS = (
    "Dora Quill said on 3 May 2024 that the north crane was inspected. \u201cIt never moved,\u201d Ewan Pike denied.\n"
)
TEXT = f"CONFIDENTIAL\n\nCrane stands idle\nBy Ada Byron\n\n{WORDS}\n{WORDS}"
PAGE = (
    "<!doctype html><html><head><meta charset='utf-8'><title>Crane</title><meta name='author' content='Ada Byron'>"
    '<script type=\'application/ld+json\'>{"@type":"NewsArticle","datePublished":"2024-05-03"}</script></head>'
    f"<body><nav>Home</nav><article><h1>Crane stands idle</h1><p>{WORDS}</p>"
    "<table><tr><td>a</td><td>1</td></tr></table>"
    f"<ul><li>{WORDS}</li></ul></article><footer>Foot</footer></body></html>"
)
MAIL_HEAD = (
    "From: Ada <ada@a.example>\nTo: Bo <bo@b.example>\nDate: Fri, 3 May 2024 08:55:00 +0100\nMessage-ID: <1@a>\n"
)
MAIL = (
    f'{MAIL_HEAD}Subject: =?utf-8?q?The_crane?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n\n'
    f"--x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    "Dora said =E2=9C=93.\n\n"
    "On Thu, 2 May 2024 at 09:00, Bo <bo@b.example> wrote:\n> Did it move?\n>> Who asks?\n\n"
    "-----Original Message-----\n"
    "From: Cy\nSent: 1 May 2024\nTo: Bo\nSubject: Crane\n\nNo.\n\n"
    '--x\nContent-Type: text/html\n\n<p>Dora said.</p>\n--x\nContent-Type: application/octet-stream; name="n.txt"\n'
    'Content-Disposition: attachment; filename="n.txt"\nContent-Transfer-Encoding: base64\n\nSGVsbG8gY3JhbmU=\n'
    "--x\nContent-Type: message/rfc822\n\nFrom: Di <di@d.example>\nSubject: Fwd\n\nInside.\n--x--\n"
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(files: Mapping[str, str | bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip of ``files``, all deflated but those ``stored``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            way = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, way)
    return out.getvalue()


def tarred(files: Mapping[str, bytes], **more: object) -> bytes:
    """A tar of ``files``; ``more`` are fields of each entry's head, as its type or the target of a link."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            for field, value in more.items():
                setattr(info, field, value)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A PDF stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def _pdf() -> bytes:
    lines = b"".join(b"BT /F1 11 Tf 72 %d Td (Dora Quill said the crane moved.) Tj ET\n" % y for y in (760, 746, 700))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %s "
    page += b"/Resources << /Font << /F1 3 0 R >> %s >> %s >>"
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Outlines 9 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
            b"<< /Type /Pages /Kids [4 0 R 5 0 R] /Count 2 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            page % (b"6 0 R", b"/XObject << /X 7 0 R >>", b"/Annots [8 0 R] /Rotate 90"),
            page % (b"10 0 R", b"", b""),
            stream(lines + b"q 1 0 0 1 0 0 cm /X Do Q\n"),
            stream(
                b"BT /F1 9 Tf 72 600 Td [(In) -20 (side)] TJ ET", b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]"
            ),
            b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://x.example/) >> >>",
            b"<< /Type /Outlines /Count 0 >>",
            stream(
                zlib.compress(lines + b"q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"),
                b"/Filter /FlateDecode",
            ),
        ]
    )


def package(main: str, media: str, parts: Mapping[str, str], rest: str = "") -> bytes:
    """An office file of today: ``main`` of type ``media`` and further parts, joined as they must be.

    ``rest`` lists parts that stand beside ``main`` and have relations of their own to it.
    """
    kinds = [f'<Override PartName="/{main}" ContentType="{_OFFICE}.{media}"/>']
    folder, _, name = main.rpartition("/")
    relations = [
        f'<Relationship Id="r{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate((each.split("=") for each in rest.split()), 1)
    ]
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">{"".join(kinds)}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_REL}"><Relationship Id="r" Type="{_R}/officeDocument"'
        f' Target="{main}"/></Relationships>',
        f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{_REL}">{"".join(relations)}</Relationships>',
    }
    return zipped(files | dict(parts))


def _docx() -> bytes:
    run = f"<w:r><w:t>{WORDS}</w:t></w:r>"
    space = f'xmlns:w="{_W}"'
    table = f"<w:tbl><w:tr><w:tc><w:p>{run}</w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    inserted = f'<w:ins w:author="A" w:date="2024-05-03T00:00:00Z">{run}</w:ins>'
    edits = f'<w:p>{inserted}<w:del w:author="B"><w:r><w:delText>no</w:delText></w:r></w:del></w:p>'
    comment = '<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    body = f"<w:p>{run}<w:r><w:tab/><w:br/></w:r></w:p>{table}{edits}{comment}"
    about = "<dc:title>Crane</dc:title><dc:creator>Ada Byron</dc:creator>"
    parts = {
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
        "word/header1.xml": f"<w:hdr {space}><w:p><w:r><w:t>SECRET</w:t></w:r></w:p></w:hdr>",
        "word/footnotes.xml": f'<w:footnotes {space}><w:footnote w:id="2"><w:p>{run}</w:p></w:footnote></w:footnotes>',
        "word/comments.xml": f'<w:comments {space}><w:comment w:id="1"><w:p>{run}</w:p></w:comment></w:comments>',
        "docProps/core.xml": f'<p xmlns:dc="http://purl.org/dc/elements/1.1/">{about}</p>',
    }
    rest = "header=header1.xml footnotes=footnotes.xml comments=comments.xml"
    return package("word/document.xml", "wordprocessingml.document.main+xml", parts, rest)


def _xlsx() -> bytes:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>SUM(1,2)</f><v>3</v></c></row>'
        '<row r="9"><c r="C9" t="inlineStr"><is><t>late</t></is></c></row>'
    )
    sheets = '<sheets><sheet name="Costs" sheetId="1" r:id="r1"/></sheets>'
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}">{sheets}</workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_S}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_S}" count="1" uniqueCount="1"><si><t>{WORDS}</t></si></sst>',
    }
    rest = "worksheet=worksheets/sheet1.xml sharedStrings=sharedStrings.xml"
    return package("xl/workbook.xml", "spreadsheetml.sheet.main+xml", parts, rest)


def _pptx() -> bytes:
    head = "<p:nvSpPr><p:cNvPr id='2' name='T'/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>"
    shape = f"<p:sp>{head}<p:txBody><a:bodyPr/><a:p><a:r><a:t>{WORDS}</a:t></a:r></a:p></p:txBody></p:sp>"
    tree = f"<p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>{shape}</p:spTree></p:cSld>"
    slides = '<p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst>'
    parts = {
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{_P}" xmlns:r="{_R}">{slides}</p:presentation>',
        "ppt/slides/slide1.xml": f'<p:sld xmlns:p="{_P}" xmlns:a="{_A}">{tree}</p:sld>',
    }
    return package("ppt/presentation.xml", "presentationml.presentation.main+xml", parts, "slide=slides/slide1.xml")


def _open_document(kind: str, inner: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table", "draw"))
    body = f"<office:body><office:{kind}>{inner}</office:{kind}></office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    media = {"text": "text", "spreadsheet": "spreadsheet", "presentation": "presentation"}[kind]
    return zipped(
        {"mimetype": f"application/vnd.oasis.opendocument.{media}", "content.xml": content}, stored=("mimetype",)
    )


def _epub() -> bytes:
    root = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="c.opf"/></rootfiles></container>'
    )
    item = '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
    opf = f'<package xmlns="http://www.idpf.org/2007/opf">{item}<spine><itemref idref="a"/></spine></package>'
    files = {"mimetype": "application/epub+zip", "META-INF/container.xml": root, "c.opf": opf, "a.xhtml": PAGE}
    return zipped(files, stored=("mimetype",))


def png(width: int, height: int, rows: bytes) -> bytes:
    """A grey PNG of 8 bits; ``rows`` are its packed rows, which need not fit its size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def tiff(width: int, height: int) -> bytes:
    """A grey TIFF of one strip with 64 bytes of picture."""
    tags = [
        (256, 4, width),
        (257, 4, height),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (278, 4, height),
        (279, 4, 64),
    ]
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\x00" + struct.pack("<I", 72) + b"\x80" * 64 + struct.pack("<H", len(tags)) + entries + bytes(4)


def _pictures() -> dict[str, bytes]:
    found = {
        "p.png": png(8, 8, zlib.compress(b"\x00" * 72)),
        "p.tif": tiff(8, 8),
        "p.bmp": b"BM"
        + struct.pack("<IHHIIiiHHIIiiII", 118, 0, 0, 54, 40, 4, 4, 1, 24, 0, 64, 1, 1, 0, 0)
        + b"\x40" * 64,
        "p.gif": b"GIF89a\2\0\2\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\2\0\2\0\0\2\3D\2\5\0;",
    }
    try:
        from PIL import Image  # noqa: PLC0415 - only where the readers of pictures brought it along
    except ImportError:
        return found
    for suffix, name in (("jpg", "JPEG"), ("webp", "WEBP")):
        out = io.BytesIO()
        Image.new("L", (40, 20), 128).save(out, name)
        found[f"p.{suffix}"] = out.getvalue()
    return found


def _database() -> bytes:
    with sqlite3.connect(":memory:") as base:
        base.execute("create table m (at text, who text, said text)")
        base.execute("insert into m values ('2024-05-03', 'Dora', ?)", (WORDS,))
        return base.serialize()


def _ole() -> bytes:
    """An old compound file with a root and one stream of words."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += (
        struct.pack("<IIIIIIIII", 0, 1, 1, 0, 0, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0) + b"\xff" * 432
    )
    table = struct.pack("<IIII", 0xFFFFFFFD, 0xFFFFFFFE, 3, 0xFFFFFFFE) + b"\xff" * 496

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        tail = struct.pack("<HBBIII", len(raw), kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36)
        return raw.ljust(64, b"\0") + tail + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("WordDocument", 2, 0xFFFFFFFF, 2, 4096)
    return head[:512] + table[:512] + (folder + bytes(256))[:512] + (WORDS.encode() * 9)[:512] * 9


@cache
def seeds() -> dict[str, bytes]:
    """A valid file of each format, by a name with its suffix."""
    text = TEXT.encode()
    cell = "<table:table-cell><text:p>a</text:p></table:table-cell>"
    sheet = f'<table:table table:name="S"><table:table-row>{cell}</table:table-row></table:table>'
    web = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
    warc = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(web.encode())}\r\n\r\n{web}\r\n\r\n"
    second = f"From bo Fri May  3 09:55:00 2024\n{MAIL_HEAD}\nBody\n>From here\n"
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    event = "BEGIN:VEVENT\r\nDTSTART:20240503T085500Z\r\nSUMMARY:Crane\r\nEND:VEVENT"
    plain = {
        "a.txt": text,
        "b.txt": TEXT.encode("utf-16"),
        "c.txt": TEXT.encode("cp1252", "replace"),
        "thread.txt": MAIL.split("\n\n", 2)[2].encode(),
        "chat.txt": b"[03/05/2024, 08:55:01] Dora: It moved\n[03/05/2024, 08:56:01] Ewan: <attached: a.jpg>\nNo\n",
        "a.md": f"# Crane\n\n{WORDS}\n- [link](http://x.example)\n\n{table}\n\n```\ncode\n```\n".encode(),
        "a.csv": b'at,who,sum\n2024-05-03,"Dora, Q.","1,200"\n2024-05-04,Ewan,=1+1\n',
        "a.json": json.dumps({"messages": [{"from": "Dora", "date": "2024-05-03", "text": WORDS}], "n": 1e9}).encode(),
        "a.xml": f"<?xml version='1.0'?><r a='1'><b>{WORDS}</b><!-- c --></r>".encode(),
        "a.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><text>Dora</text><image href='http://x.example/a.png'/></svg>",
        "a.rtf": rb"{\rtf1\ansi{\info{\author Ada}}\f0 Dora \b said\b0\par It \'e9\u233? moved.\par}",
        "a.sql": b"CREATE TABLE m (who text, n int);\nINSERT INTO m VALUES ('Dora', 1), ('Ewan''s', 2);\n",
        "a.html": PAGE.encode(),
        "a.eml": MAIL.encode(),
        "a.mht": MAIL.replace("mixed", "related").encode(),
        "a.mbox": f"From ada Fri May  3 08:55:00 2024\n{MAIL}\n\n{second}".encode(),
        "a.warc": warc.encode(),
        "a.vcf": b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dora Quill\r\nEND:VCARD\r\n",
        "a.ics": f"BEGIN:VCALENDAR\r\n{event}\r\nEND:VCALENDAR\r\n".encode(),
    }
    packed = {
        "a.zip": zipped({"one/a.txt": text, "b.html": PAGE, "c!.eml": MAIL}),
        "a.tar": tarred({"one/a.txt": text, "b.html": PAGE.encode()}),
        "a.txt.gz": gzip.compress(text, mtime=0),
        "a.tar.gz": gzip.compress(tarred({"a.txt": text}), mtime=0),
        "a.txt.bz2": bz2.compress(text),
        "a.txt.xz": lzma.compress(text),
    }
    office = {
        "a.pdf": _pdf(),
        "a.docx": _docx(),
        "a.xlsx": _xlsx(),
        "a.pptx": _pptx(),
        "a.odt": _open_document("text", f"<text:p>{WORDS}</text:p><text:list><text:list-item/></text:list>"),
        "a.ods": _open_document("spreadsheet", sheet),
        "a.odp": _open_document("presentation", f"<draw:page><text:p>{WORDS}</text:p></draw:page>"),
        "a.epub": _epub(),
        "a.doc": _ole(),
        "a.msg": _ole(),
        "a.db": _database(),
    }
    return {**plain, **packed, **office, **_pictures()}
