"""The exported records: every noun as a plain row with the contract's field names, ready for JSON.

Spans become ``[start, end]`` in code points of the document's text. Fields beyond the contract's stand last in a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from sayso.model.codec import plain
from sayso.model.document import Document, Marking, Page, Part, page_at
from sayso.model.findings import Claim, Copy, Entity, Passage
from sayso.model.ids import sha256_hex
from sayso.model.item import Item
from sayso.model.judgement import HANDLING, Judgement
from sayso.model.span import Span, Spans, hull
from sayso.model.statement import Statement
from sayso.model.words import unpack
from sayso.present.shape import Withheld

Row = dict[str, Any]


def item_row(item: Item, document_ids: Iterable[str]) -> Row:
    """A row of items.jsonl."""
    return {
        "id": item.id,
        "file": item.file,
        "sha256": item.sha256,
        "bytes": item.bytes,
        "media_type": item.media_type,
        "status": item.status,
        "reason": item.reason,
        "drop": item.drop,
        "added": item.added,
        "documents": sorted(document_ids),
        "holder": item.holder,
    }


def document_row(document: Document, words: Callable[[int], bytes], authenticity: str = "unknown") -> Row:
    """A row of documents.jsonl; ``words`` gives the packed boxes of a page by its number.

    Costs one tuple a word: write such rows one at a time.
    """
    content = document.content
    return {
        "id": document.id,
        "file": document.file,
        "title": content.title,
        "author": content.author,
        "publisher": content.publisher,
        "published": content.published,
        "language": content.language,
        "text": content.text,
        "text_sha256": sha256_hex(content.text),
        "quality": round(content.quality, 2),
        "authenticity": authenticity,
        "markings": [_marking(m) for m in content.markings if m.own],
        "mentioned_markings": [_marking(m) for m in content.markings if not m.own],
        "parts": [_part(p) for p in content.parts],
        "pages": [_page(p, words) for p in content.pages],
        "item": document.item,
    }


def statement_row(statement: Statement, document: Document, grade: str | None = None) -> Row:
    """A row of statements.jsonl; ``grade`` joins the speaker's letter and the claim's number (C3)."""
    at = statement.at
    as_of = {"edtf": at.as_of.edtf, "words": _pairs(at.as_of.words)} if at.as_of else None
    return {
        "id": statement.id,
        "key": statement.key,
        "document": statement.document,
        "voice": at.voice,
        "source": _pairs(at.source),
        "cue": _pairs(at.cue),
        "content": _pairs(at.content),
        "as_said": _pair(at.as_said),
        "speaker": statement.speaker,
        "speaker_name": at.speaker_name,
        "speaker_reason": at.speaker_reason,
        "addressee": _pairs(at.addressee),
        "parent": statement.parent,
        "kind": at.kind,
        "polarity": at.polarity,
        "certainty": _pairs(at.certainty),
        "sort": at.sort,
        "basis": at.basis,
        "basis_words": _pairs(at.basis_words),
        "access": at.access,
        "channel": at.channel,
        "named": at.named,
        "said_on": at.said_on,
        "as_of": as_of,
        "grade": grade,
        "reading_confidence": round(statement.reading_confidence, 2),
        "file": document.file,
        "page": page_at(document.content, hull(at.content).start),
        "confidence": round(at.confidence, 2),
        "doubts": list(at.doubts),
    }


def entity_row(entity: Entity) -> Row:
    """A row of entities.jsonl."""
    row: Row = plain(entity)
    return row


def copy_row(copy: Copy) -> Row:
    """A row of copies.jsonl; a change's words before are ``from``, its words after ``to``."""
    row: Row = plain(copy)
    row["changes"] = [
        {
            "from": change.before,
            "to": change.after,
            "span_from": _pair(change.span_before),
            "span_to": _pair(change.span_after),
            "sort": change.sort,
            "certainty": change.certainty,
        }
        for change in copy.changes
    ]
    return row


def passage_row(passage: Passage) -> Row:
    """A row of passages.jsonl."""
    row: Row = plain(passage)
    return row


def claim_row(claim: Claim) -> Row:
    """A row of claims.jsonl."""
    row: Row = plain(claim)
    return row


def judgement_row(judgement: Judgement) -> Row:
    """A row of judgements.jsonl. A promise tells neither what it was given for nor why: that would break it."""
    if judgement.verdict in HANDLING or judgement.verdict == "release":
        kind = "item" if judgement.about.startswith("item:") else "drop"
        row: Row = plain(replace(judgement, about=kind, anchors=(), value="", why="", supersedes=None))
    else:
        row = plain(judgement)
        row["anchors"] = [{name: anchor[name] for name in ("digest", "span", "words")} for anchor in row["anchors"]]
    return row


def withheld_row(withheld: Withheld) -> Row:
    """A row of withheld.jsonl: how much a handling rule keeps in."""
    row: Row = plain(withheld)
    return {"id": f"{withheld.rule} {withheld.until or ''}".strip(), **row}


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _pairs(spans: Spans) -> list[list[int]]:
    return [_pair(span) for span in spans]


def _marking(marking: Marking) -> Row:
    row: Row = plain(marking)
    return row


def _part(part: Part) -> Row:
    row: Row = plain(part)
    return row


def _page(page: Page, words: Callable[[int], bytes]) -> Row:
    return {
        "number": page.number,
        "span": _pair(page.span),
        "width": page.width,
        "height": page.height,
        "engine": page.engine,
        "words": [list(word) for word in unpack(words(page.number))],
        "aside": list(page.aside),
    }
