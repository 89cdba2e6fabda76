"""Judgements: what a person decided, with initials and a day. Append-only: a later one supersedes, none is edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from sayso.model.ids import make_id, sha256_hex
from sayso.model.span import Span

HandlingRule = Literal["embargo", "not for quotation", "off the record", "privileged", "set aside", "no pictures"]

HANDLING = MappingProxyType(
    {
        "embargo": "nothing of it goes out before the day",
        "not for quotation": "that it exists may be told, its words may not",
        "off the record": "nothing of it goes out",
        "privileged": "nothing of it goes out",
        "set aside": "nothing of it goes out",
        "no pictures": "its words may go out, pictures of its pages may not",
    }
)
"""What was promised, by the name of the rule."""


Verdict = Literal["same", "differs", "person", "speaker", "authentic", "release", "note"]
"""What a person can decide besides a handling rule."""
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
BINDING = frozenset({"same", "differs", "person", "speaker", "authentic"})
"""The verdicts that linking and assessing obey."""

AUTHENTICITY = ("authentic", "forged", "altered", "copy", "unknown")
"""What a person can say of a document; whether it is right is another matter."""

FORGED = frozenset({"forged", "altered"})
"""Those of its words after which a page bears nothing out."""

CONTEXT = 32
"""Characters kept on each side of the words a judgement is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a judgement holds on to: a digest of bytes, text or content, and where it is about words, those words."""

    digest: str
    """Of the text, where there is a span."""
    span: Span | None = None
    words: str = ""
    before: str = ""
    after: str = ""
    """Up to 32 characters that stand on each side of the words."""
    file_digest: str = ""
    """SHA-256 of the file the text was read from, so that an erasing of the file takes the words along."""


def anchor_at(text: str, span: Span, file_digest: str) -> Anchor:
    """An anchor on the words at ``span`` of a text read from the file with this digest."""
    return Anchor(
        digest=sha256_hex(text),
        span=span,
        words=span.of(text),
        before=text[max(0, span.start - CONTEXT) : span.start],
        after=text[span.end : span.end + CONTEXT],
        file_digest=file_digest,
    )


def placed(anchor: Anchor, text: str, digest: str | None = None) -> Span | None:
    """Where an anchor's words stand in ``text``; None where they do not, or where two places would do.

    By the text's exact ``digest`` (worked out unless given), then by the words with what stood around them, then by
    the words alone.
    """
    if anchor.span is None:
        return None
    if (digest or sha256_hex(text)) == anchor.digest:
        return anchor.span
    for before, after in ((anchor.before, anchor.after), ("", "")):
        whole = before + anchor.words + after
        first = text.find(whole)
        if first >= 0 and text.find(whole, first + 1) < 0:
            return Span(first + len(before), first + len(before) + len(anchor.words))
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One verdict of a person."""

    id: str
    about: str
    """What it is on: ``item:FILE``, ``drop:LABEL``, ``words:KEY``, ``pair:KEY,KEY`` or ``names:NAME``, sorted."""
    anchors: tuple[Anchor, ...] = ()
    verdict: str
    """A handling rule by its name, or one of ``VERDICTS``."""
    value: str = ""
    """What was decided where the verdict alone does not say: a name, a word of ``AUTHENTICITY``, a note's text; for a
    release the ids of the rules it lifts."""
    until: str | None = None
    """Day on which an embargo ends (YYYY-MM-DD)."""
    why: str = ""
    by: str
    """Initials as given; never the login."""
    at: str
    """Day on which it was given (YYYY-MM-DD)."""
    supersedes: str | None = None
    withdrawn: bool = False
    """Whether it takes back what it supersedes and puts nothing in its place."""


def judged(  # noqa: PLR0913 - one parameter a field
    about: str,
    verdict: str,
    *,
    by: str,
    at: str,
    anchors: tuple[Anchor, ...] = (),
    value: str = "",
    until: str | None = None,
    why: str = "",
    supersedes: str | None = None,
    withdrawn: bool = False,
) -> Judgement:
    """A judgement under the id made from all it says."""
    held = [anchor.digest for anchor in anchors]
    decided = [value] if value else []
    return Judgement(
        id=make_id("judgement", about, verdict, until, why, by, at, supersedes, int(withdrawn), held, *decided),
        about=about,
        anchors=anchors,
        verdict=verdict,
        value=value,
        until=until,
        why=why,
        by=by,
        at=at,
        supersedes=supersedes,
        withdrawn=withdrawn,
    )


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those that nothing supersedes and that take nothing back, by id."""
    given = list(judgements)
    passed = {judgement.supersedes for judgement in given}
    return tuple(sorted((j for j in given if j.id not in passed and not j.withdrawn), key=lambda j: j.id))
