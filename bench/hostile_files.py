"""The hostile pile: each file made by code, beside what may become of it. Looking at one harms nobody."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import socket
import stat
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

from hostile_contents import MIB, ZEROS, Trap, contents, repeated_zeros, trapped
from seeds import PAGE, WORDS, seeds, zipped


def traps() -> dict[str, Trap]:
    """Every trap by its name."""
    return {**_archives(), **_packed(), **_places(), **_office(), **contents()}


# Archives


def _bomb(mebibytes: int, entries: int = 1) -> bytes:
    """A zip whose entries all stand for the same packed zeros, written by hand since no program would."""
    packed, size = repeated_zeros(mebibytes), mebibytes * MIB
    crc = 0
    for _ in range(mebibytes):
        crc = zlib.crc32(ZEROS, crc)
    extra = struct.pack("<HHQQ", 1, 16, size, len(packed)) if size >= 1 << 32 else b""
    sizes = (0xFFFFFFFF, 0xFFFFFFFF) if extra else (len(packed), size)
    head = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 45, 0, 8, 0, 33, crc, *sizes, 5, len(extra)) + b"a.txt" + extra
    out = bytearray(head + packed)
    start = len(out)
    for _ in range(entries):
        out += struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 45, 45, 0, 8, 0, 33, crc, *sizes, 5, len(extra), 0, 0, 0, 0, 0
        )
        out += b"a.txt" + extra
    return bytes(out + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, entries, entries, len(out) - start, start, 0))


def _nested(depth: int) -> bytes:
    data = WORDS.encode()
    for _ in range(depth):
        data = zipped({"in.zip": data}, stored=("in.zip",))
    return data


def _wide(levels: int, each: int) -> bytes:
    data = zipped({"a.txt": WORDS})
    for _ in range(levels):
        data = zipped({f"{n:03d}.zip": data + bytes([n]) for n in range(each)})
    return data


def _odd_names() -> bytes:
    names = (
        "../up.txt",
        "../../../../../../tmp/sayso-escaped",
        "/etc/sayso-abs",
        "C:\\win.txt",
        "..\\back.txt",
        "a/../../b",
    )
    names += (
        "nul\0l.txt",
        "esc\x1b[2J.txt",
        "\u202egnp.exe",
        "bang!inside.txt",
        "a" * 60_000,
        "con",
        "x/" * 5000 + "x",
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in (*names, "same.txt", "same.txt"):
            info = zipfile.ZipInfo("x")
            info.filename = name
            archive.writestr(info, WORDS)
        for number, kind in enumerate((stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR)):
            info = zipfile.ZipInfo(f"kind{number}")
            info.external_attr = (kind | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def _tar_tricks() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, kind, target in (
            ("../up.txt", tarfile.REGTYPE, ""),
            ("/tmp/sayso-escaped", tarfile.REGTYPE, ""),
            ("way", tarfile.SYMTYPE, "/tmp"),
            ("way/sayso-escaped", tarfile.REGTYPE, ""),
            ("hard", tarfile.LNKTYPE, "/etc/passwd"),
            ("pipe", tarfile.FIFOTYPE, ""),
            ("disk", tarfile.BLKTYPE, ""),
            ("n" * 5000, tarfile.REGTYPE, ""),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            info.size = len(WORDS.encode()) if kind == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(WORDS.encode()))
    return out.getvalue()


def _sparse_tar() -> bytes:
    """A GNU sparse entry: 512 bytes in the archive, ten gigabytes when written out."""
    info = tarfile.TarInfo("sparse")
    info.size = 512
    head = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    head[156:157] = tarfile.GNUTYPE_SPARSE
    size = 10 << 30
    head[386:410] = b"%011o\0%011o\0" % (0, 512)
    head[410:434] = (b"\x80" + size.to_bytes(11, "big")) + b"%011o\0" % 0
    head[483:495] = b"\x80" + size.to_bytes(11, "big")
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head[:512])
    return bytes(head[:512]) + b"x" * 512 + bytes(1024)


def _pax_sparse() -> bytes:
    records = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": str(10 << 30), "size": "-1"}
    info = tarfile.TarInfo("p")
    info.pax_headers = records
    info.size = 1024
    return info.tobuf(tarfile.PAX_FORMAT) + b"99999999999999999999\n" + bytes(2048)


def _archives() -> dict[str, Trap]:
    far = ("expands_too_far", "too_large", "damaged")
    return {
        "zip bomb of 10 GB": trapped("bomb.zip", lambda: _bomb(10_240), *far),
        "zip whose 9,000 entries overlap": trapped("overlap.zip", lambda: _bomb(64, 9_000), *far),
        "zips 1,000 deep": trapped("deep.zip", lambda: _nested(1000), "too_deep"),
        "zips in zips, 8,000 of them": trapped("wide.zip", lambda: _wide(3, 20)),
        "zip of 70,000 files": trapped(
            "many.zip", lambda: zipped({f"{n}": "" for n in range(70_000)}), "too_many_members"
        ),
        "zip with names that lead out": trapped("names.zip", _odd_names, "unsafe_name"),
        "tar with links, devices and ways out": trapped("tricks.tar", _tar_tricks, "unsafe_name", "link"),
        "tar, sparse, 10 GB": trapped("sparse.tar", _sparse_tar, *far),
        "tar, sparse by its own head": trapped("pax.tar", _pax_sparse, *far, "no_text"),
        "7z and rar of noise": Trap(_noise, ("damaged", "unsupported", "encrypted", "crashed")),
    }


def _noise(folder: Path) -> None:
    for name, magic in (("a.7z", b"7z\xbc\xaf\x27\x1c"), ("a.rar", b"Rar!\x1a\x07\x01\x00"), ("a.pst", b"!BDN")):
        (folder / name).write_bytes(magic + b"\xff" * 5000)


def _packed() -> dict[str, Trap]:
    far = ("expands_too_far", "too_large")
    empty = gzip.compress(b"", mtime=0)
    member = gzip.compress(bytes(64 * MIB), 9, mtime=0)
    tar_head = tarfile.TarInfo("big")
    tar_head.size = 10 << 30
    return {
        "gzip of 10 GB in 160 members": trapped("joined.gz", lambda: member * 160, *far),
        "gzip of 200,000 empty members": trapped("empties.gz", lambda: empty * 200_000),
        "gzip in gzip, 50 deep": trapped("deep.gz", lambda: _gzips(50), "too_deep"),
        "bzip2 bomb": trapped("bomb.bz2", lambda: bz2.compress(bytes(600 * MIB)), *far),
        "xz bomb": trapped("bomb.xz", lambda: lzma.compress(bytes(600 * MIB), preset=0), *far),
        "tar of 10 GB in gzip": trapped(
            "bomb.tgz", lambda: gzip.compress(tar_head.tobuf() + bytes(600 * MIB)), *far, "damaged"
        ),
        "xz that asks for 4 GB": trapped("dictionary.xz", _greedy_xz, "damaged", "out_of_memory"),
    }


def _gzips(depth: int) -> bytes:
    data = WORDS.encode()
    for _ in range(depth):
        data = gzip.compress(data, mtime=0)
    return data


def _greedy_xz() -> bytes:
    return b"\x5d" + struct.pack("<I", 0xFFFFFFFF) + b"\xff" * 8 + b"\0" + b"\x55" * 500


# Places on the disk


def _device(folder: Path) -> None:
    try:
        os.mknod(folder / "zero", 0o666 | stat.S_IFCHR, os.makedev(1, 5))
    except PermissionError:
        os.mkfifo(folder / "zero")


def _socket(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as plug:
        here = os.open(".", os.O_RDONLY)
        os.chdir(folder)
        plug.bind("plug")
        os.chdir(here)
        os.close(here)


def _loop(folder: Path) -> None:
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    (folder / "self").symlink_to(".")
    (folder / "root").symlink_to("/")
    (folder / "secret.txt").symlink_to("/etc/passwd")


def _strange_names(folder: Path) -> None:
    for name in (
        b"caf\xe9.txt",
        b"\xff\xfe.html",
        b"a\nb.txt",
        b"\x1b[2Jclear.txt",
        b"--purge",
        b"a!b!c.txt",
        b"%2e%2e",
        b"a" * 255,
    ):
        (folder / os.fsdecode(name)).write_text(WORDS)
    (folder / "\u202egnp.exe.txt").write_text(WORDS)


def _long_path(folder: Path) -> None:
    """Folders in folders until the whole path is longer than the system takes."""
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(folder)
        for _ in range(40):
            Path("d" * 200).mkdir()
            os.chdir("d" * 200)
        Path("end.txt").write_text(WORDS)
    finally:
        os.fchdir(here)
        os.close(here)


def _terabyte(folder: Path) -> None:
    with (folder / "hole.txt").open("wb") as file:
        file.truncate(1 << 40)


def _places() -> dict[str, Trap]:
    return {
        "symlinks in a ring and to /": Trap(_loop, ("link",)),
        "fifo": Trap(lambda folder: os.mkfifo(folder / "pipe.txt"), ("device",)),
        "device without end": Trap(_device, ("device",)),
        "socket": Trap(_socket, ("device",)),
        "names that are not UTF-8": Trap(_strange_names, ("",)),
        "a path longer than the system takes": Trap(_long_path, ("unreadable", "")),
        "a hole of 1 TB": Trap(_terabyte, ("too_large",)),
    }


# Office


def _ole(folder: Path) -> None:
    data = bytearray(seeds()["a.doc"])
    data[512 + 8 : 512 + 12] = struct.pack("<I", 2)  # a sector that follows itself
    (folder / "ring.doc").write_bytes(data)
    data[44:48] = struct.pack("<I", 0xFFFFFF)
    (folder / "claims.msg").write_bytes(data)


def _sheet() -> bytes:
    with zipfile.ZipFile(io.BytesIO(seeds()["a.xlsx"])) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    head += b'<dimension ref="A1:XFD1048576"/><sheetData>'
    files["xl/worksheets/sheet1.xml"] = (
        head + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    return zipped(files)


def _office() -> dict[str, Trap]:
    return {
        "rtf nested 300,000 deep": trapped("deep.rtf", lambda: b"{\\rtf1" + b"{\\b " * 300_000),
        "rtf with 2 GB of \\bin": trapped("bin.rtf", lambda: b"{\\rtf1 \\bin2147483647 x}"),
        "rtf with an object": trapped(
            "object.rtf", lambda: b"{\\rtf1{\\object\\objdata " + b"d0cf11e0a1b11ae1" * 50_000 + b"}}"
        ),
        "old office files whose sectors go round": Trap(_ole),
        "xlsx with a cell in the last corner": trapped("corner.xlsx", _sheet),
        "a pdf that is a zip that is a page": trapped("three.pdf", lambda: PAGE.encode() + _nested(1) + b"%PDF-1.4"),
    }
