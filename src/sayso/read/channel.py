"""The pipe between guard and child: frames of a length and that many bytes, never more than was agreed."""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct(">Q")


class ChannelError(Exception):
    """The other side is gone, or broke the agreed form."""


def send(stream: IO[bytes], *frames: bytes) -> None:
    """Writes each frame behind its length.

    :raises OSError: where the other side is gone.
    """
    for frame in frames:
        stream.write(_LENGTH.pack(len(frame)))
        stream.write(frame)
    stream.flush()


def receive(stream: IO[bytes], max_bytes: int) -> bytes:
    """The next frame.

    :raises ChannelError: at the end of the stream, in the midst of a frame, or where one is longer than ``max_bytes``.
    """
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > max_bytes:
        raise ChannelError("longer than agreed")
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    pieces: list[bytes] = []
    while count:
        piece = stream.read(min(count, 1 << 20))
        if not piece:
            raise ChannelError("ended")
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)
