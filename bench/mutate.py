"""Breaks a valid file in ways that its readers can see: containers are opened, broken inside, and closed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from seeds import zipped

MAX_BYTES = 1 << 18
"""A mutant is cut to this, so that thousands can be read in a minute."""
NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483647", b"4294967295", b"-2147483648", b"99999999999999999999")
RAW = (
    b"\0",
    b"\xff",
    b"\xff\xff\xff\xff",
    b"\0\0\0\0",
    b"\x7f\xff\xff\xff",
    b"\xff\xff\xff\x7f",
    b"\x80",
    b"\xed\xa0\x80",
)
SIGNS = (
    *(
        b"\r\n",
        b"\n\n",
        b"\f",
        b"\x0b",
        b"\xe2\x80\xa8",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xe2\x80\xae",
        b"\xf0\x9f\x92\xa9",
    ),
    *(
        b"From ",
        b"From: ",
        b"Date: ",
        b"On x wrote:\n> ",
        b"-----Original Message-----\n",
        b"--x\n",
        b"=?utf-8?b?/w==?=",
    ),
    *(b"Content-Type: message/rfc822\n\n", b'Content-Type: multipart/mixed; boundary="x"\n\n', b"charset=utf-16\n"),
    *(
        b"<div>",
        b"</p>",
        b"<table><tr><td>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b"&a;",
        b"&#0;",
        b"&#x110000;",
        b"<![CDATA[",
    ),
    *(
        b"<w:p>",
        b"<w:tbl><w:tr><w:tc>",
        b"<w:txbxContent>",
        b"</w:p>",
        b' xmlns:w="x"',
        b"<form>",
        b"<article>",
        b"<br/>",
    ),
    *(
        b"/Kids [2 0 R]",
        b"/Count 1000000000",
        b"/Length 1",
        b"/Rotate 45",
        b"endobj",
        b"/Encrypt << /Filter /Standard >>",
    ),
    *(b"(", b")", b"[", b"]", b"<<", b">>", b"{", b"}", b"\\", b"q ", b"BT ", b" Tj ", b"1e38 ", b"nan ", b"/X Do "),
    *(
        b"SECRET//NOFORN\n",
        b"TLP:RED\n",
        b"EMBARGOED UNTIL 31 February 2024\n",
        b"\t",
        b'"',
        b",,,",
        b"../",
        b"/etc/passwd",
    ),
)
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]{1,80}>")
_PDF_STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)


def mutant(data: bytes, others: list[bytes], chance: Random) -> bytes:
    """A broken copy of ``data``; the same for the same state of ``chance``."""
    inside = _inside(data, others, chance) if chance.random() < 0.6 else None
    if inside is not None:
        return inside[: 4 * MAX_BYTES]
    for _ in range(1 + int(chance.expovariate(0.6))):
        data = chance.choice(WAYS)(data, others, chance)[:MAX_BYTES]
    return data


def _inside(data: bytes, others: list[bytes], chance: Random) -> bytes | None:
    """``data`` closed again around broken insides; None where it is no container, or not a sound one."""
    try:
        for magic, unpack, pack in _PACKERS:
            if data.startswith(magic):
                return pack(mutant(unpack(data), others, chance))
        if data.startswith(b"PK\x03\x04"):
            return _zip(data, others, chance)
    except (
        OSError,
        EOFError,
        ValueError,
        zlib.error,
        lzma.LZMAError,
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
    ):
        return None
    return _streams(data, others, chance) if data.startswith(b"%PDF-") else None


_PACKERS: tuple[tuple[bytes, Callable[[bytes], bytes], Callable[[bytes], bytes]], ...] = (
    (b"\x1f\x8b", gzip.decompress, lambda data: gzip.compress(data, 1, mtime=0)),
    (b"BZh", bz2.decompress, lambda data: bz2.compress(data, 1)),
    (b"\xfd7zXZ", lzma.decompress, lambda data: lzma.compress(data, preset=0)),
)


def _zip(data: bytes, others: list[bytes], chance: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    name = chance.choice(list(files))
    deed = chance.random()
    if deed < 0.8:
        files[name] = mutant(files[name], others, chance)
    elif deed < 0.9:
        del files[name]
    else:
        files[chance.choice((f"../{name}", f"/{name}", f"{name}/x", "a\x01!b", "\u202e.txt", name * 50))] = files.pop(
            name
        )
    return zipped(files, stored=("mimetype",))


def _streams(data: bytes, others: list[bytes], chance: Random) -> bytes | None:
    found = list(_PDF_STREAM.finditer(data))
    if not found:
        return None
    match = chance.choice(found)
    body = match.group(1)
    packed = b"/FlateDecode" in data[max(0, match.start() - 120) : match.start()]
    broken = mutant(zlib.decompress(body) if packed else body, others, chance)
    return data[: match.start(1)] + (zlib.compress(broken, 1) if packed else broken) + data[match.end(1) :]


def _cut(data: bytes, chance: Random) -> tuple[int, int]:
    """A stretch of ``data``, most often a short one."""
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + int(chance.expovariate(1 / chance.choice((4, 40, 400)))))


def _flip(data: bytes, others: list[bytes], chance: Random) -> bytes:  # noqa: ARG001
    broken = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        if broken:
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def _drop(data: bytes, others: list[bytes], chance: Random) -> bytes:  # noqa: ARG001
    start, end = _cut(data, chance)
    return data[:start] + data[end:]


def _end(data: bytes, others: list[bytes], chance: Random) -> bytes:  # noqa: ARG001
    return data[: chance.randrange(len(data) + 1)]


def _double(data: bytes, others: list[bytes], chance: Random) -> bytes:  # noqa: ARG001
    start, end = _cut(data, chance)
    times = chance.choice((2, 2, 10, 300, 3000))
    return data[:start] + (data[start:end] * times)[:MAX_BYTES] + data[end:]


def _insert(data: bytes, others: list[bytes], chance: Random) -> bytes:  # noqa: ARG001
    at = chance.randrange(len(data) + 1)
    sign = chance.choice(SIGNS if chance.random() < 0.8 else RAW) * chance.choice((1, 1, 1, 2, 50, 5000))
    return data[:at] + sign + data[at:]


def _write(data: bytes, others: list[bytes], chance: Random) -> bytes:  # noqa: ARG001
    at = chance.randrange(len(data) + 1)
    raw = chance.choice(RAW)
    return data[:at] + raw + data[at + len(raw) :]


def _number(data: bytes, others: list[bytes], chance: Random) -> bytes:  # noqa: ARG001
    found = list(_NUMBER.finditer(data[:MAX_BYTES]))
    if not found:
        return data
    match = chance.choice(found)
    return data[: match.start()] + chance.choice(NUMBERS) + data[match.end() :]


def _lines(data: bytes, others: list[bytes], chance: Random) -> bytes:  # noqa: ARG001
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def _nest(data: bytes, others: list[bytes], chance: Random) -> bytes:
    """One tag opened again and again, with or without its end."""
    found = _TAG.findall(data[:MAX_BYTES])
    if not found:
        return _insert(data, others, chance)
    tag = chance.choice(found)
    return data.replace(tag, tag * chance.choice((2, 30, 1000, 20000)), 1)


def _splice(data: bytes, others: list[bytes], chance: Random) -> bytes:
    other = chance.choice(others)
    start, end = _cut(other, chance)
    at, to = _cut(data, chance)
    return data[:at] + other[start:end] + data[to if chance.random() < 0.5 else at :]


WAYS = (_flip, _drop, _end, _double, _insert, _insert, _write, _number, _lines, _nest, _splice)
