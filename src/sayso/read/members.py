"""Taking members out of a holder: their names made safe, their number, size and ratio held to the limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.errors import BadDocument
from sayso.model.reading import Member, Reading
from sayso.read.decode import scrub
from sayso.read.limits import Limits
from sayso.read.sink import MemberSink

_DRIVE = re.compile(r"[A-Za-z]:")
_ODD = re.compile(r"[\x00-\x1f\x7f!]")
MAX_NAME_CHARS = 1000


class Taker:
    """Members of one holder as they are taken out, in order.

    ``packed_bytes`` is the size of the holder, against which the ratio is held.
    """

    def __init__(self, out: MemberSink, limits: Limits, packed_bytes: int) -> None:
        self.members: list[Member] = []
        self._out = out
        self._limits = limits
        self._room = min(
            limits.max_unpacked_bytes, max(limits.free_unpacked_bytes, limits.max_ratio * max(1, packed_bytes))
        )
        self._names: dict[str, int] = {}

    @property
    def full(self) -> bool:
        """Whether the holder has given as many members as it may."""
        return len(self.members) >= self._limits.max_members

    def take(self, name: str, chunks: Iterable[bytes]) -> None:
        """Takes out one member; one that is too large, unsafe or damaged is listed with its reason instead."""
        if not is_safe(name):
            self.refuse(name, "unsafe_name")
            return
        try:
            digest, size = self._out.put(self._counted(chunks))
        except BadDocument as bad:
            self.refuse(name, bad.code)
            return
        self.members.append(Member(name=self._unique(name), sha256=digest, bytes=size))

    def refuse(self, name: str, reason: str, size: int = 0) -> None:
        """Lists a member that is not taken out, and why."""
        self._out.skip()
        self.members.append(Member(name=self._unique(name), sha256="", bytes=max(0, size), reason=reason))

    def reading(self, media_type: str, reason: str | None = None) -> Reading:
        """The reading of a holder that has no text of its own; ``reason`` says what stopped it early, if anything."""
        reasons = [member.reason for member in self.members if member.reason]
        taken = len(self.members) - len(reasons)
        why = reason or next(iter(reasons), None)
        if why and not taken:
            return Reading(status="failed", reason=why, media_type=media_type, members=tuple(self.members))
        return Reading(
            status="partial" if why else "read",
            reason=why or (None if taken else "no_text"),
            media_type=media_type,
            members=tuple(self.members),
        )

    def _counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        size = 0
        for chunk in chunks:
            size += len(chunk)
            self._room -= len(chunk)
            if self._room < 0:
                raise BadDocument("expands_too_far")
            if size > self._limits.max_member_bytes:
                raise BadDocument("too_large")
            yield chunk

    def _unique(self, name: str) -> str:
        written = written_name(name)
        count = self._names[written] = self._names.get(written, 0) + 1
        return written if count == 1 else f"{written}~{count}"


def is_safe(name: str) -> bool:
    """Whether a member's name stays inside its holder on every system."""
    parts = name.replace("\\", "/").split("/")
    return bool(name.strip("/. ")) and parts[0] != "" and ".." not in parts and not _DRIVE.match(name)


def written_name(name: str) -> str:
    """A member's name as records carry it: '/' between names, control characters and '!' as %XX, never outside."""
    name = name if "/" in name else name.replace("\\", "/")
    coded = _ODD.sub(lambda m: f"%{ord(m.group()):02X}", name)
    parts = ["%2E%2E" if part == ".." else part for part in coded.split("/") if part not in {"", "."}]
    joined = "/".join(_undecoded(part) for part in parts) or "unnamed"
    if len(joined) <= MAX_NAME_CHARS:
        return joined
    return joined[: MAX_NAME_CHARS // 2] + "..." + joined[-MAX_NAME_CHARS // 4 :]


def text_name(raw: bytes, fallback: str = "") -> str:
    """A name's bytes as text: UTF-8, else ``fallback`` encoding if given, else undecodable bytes as %XX."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(fallback, "surrogateescape") if fallback else raw.decode("utf-8", "surrogateescape")


def _undecoded(part: str) -> str:
    """Bytes that stand as lone surrogates, written %XX."""
    return scrub(re.sub("[\udc80-\udcff]", lambda m: f"%{ord(m.group()) - 0xDC00:02X}", part))
