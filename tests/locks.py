"""Locked files for tests, made here."""

from __future__ import annotations

import io
import zipfile
import zlib


def locked_zip(files: dict[str, bytes], password: bytes) -> bytes:
    """A zip locked in the old way, every member under one password."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            body = zlib.compressobj(9, zlib.DEFLATED, -15)
            head = bytes(11) + bytes([zlib.crc32(data) >> 24])
            cipher = _encrypted(head + body.compress(data) + body.flush(), password)
            archive.writestr(info, cipher)
            info.flag_bits, info.compress_type = 1, zipfile.ZIP_DEFLATED
            info.file_size, info.CRC = len(data), zlib.crc32(data)
    return _with_local_heads(packed.getvalue())


def _with_local_heads(data: bytes) -> bytes:
    """The flags and packing of the directory, written into the heads of the members as well."""
    out = bytearray(data)
    for info in zipfile.ZipFile(io.BytesIO(data)).infolist():
        at = info.header_offset
        out[at + 6 : at + 10] = b"\x01\x00\x08\x00"
    return bytes(out)


def _encrypted(data: bytes, password: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]
    for byte in password:
        _turn(keys, byte)
    out = bytearray()
    for byte in data:
        mask = keys[2] | 2
        out.append(byte ^ ((mask * (mask ^ 1) >> 8) & 0xFF))
        _turn(keys, byte)
    return bytes(out)


def _turn(keys: list[int], byte: int) -> None:
    keys[0] = _crc(keys[0], byte)
    keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
    keys[2] = _crc(keys[2], keys[1] >> 24)


def _crc(value: int, byte: int) -> int:
    table = (value ^ byte) & 0xFF
    for _ in range(8):
        table = (table >> 1) ^ (0xEDB88320 if table & 1 else 0)
    return (value >> 8) ^ table
