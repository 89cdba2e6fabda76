"""Plain text: the decoded file, unchanged."""

from __future__ import annotations

from sayso.read.chats import find_chat
from sayso.read.decode import decode
from sayso.read.outcome import Draft


def read_text(data: bytes, media_type: str) -> Draft:
    """The text of ``data`` with its line ends as they are; only a byte-order mark is dropped.

    :raises BadDocument: ``damaged`` where the bytes are not text.
    """
    text = decode(data)
    return Draft(media_type=media_type, text=text, parts=find_chat(text))
