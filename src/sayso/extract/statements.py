"""From a content to its attributions, and from attributions to the statements of one document."""

from __future__ import annotations

from collections import Counter

from sayso.extract.chains import found_in, parents
from sayso.extract.numbering import numbered, place_of
from sayso.extract.parts import Stretch, stretches
from sayso.extract.spans import Found
from sayso.model.document import Content, Document
from sayso.model.ids import sha256_hex
from sayso.model.keys import statement_key
from sayso.model.span import Span, hull
from sayso.model.statement import Attribution, Extraction, Statement, statement_id
from sayso.nets.attribution import Tagger


def extract(content: Content, tagger: Tagger, cue_bias: float = 0.0) -> Extraction:
    """Everything said in ``content``: attributions, parents before children, and the names it mentions."""
    found: list[Attribution] = []
    for stretch in stretches(content):
        found += _attributions(content, stretch, tagger, cue_bias, len(found))
    return Extraction(attributions=tuple(found))


def bind(document: Document, extraction: Extraction) -> tuple[Statement, ...]:
    """The statements of ``document``: the attributions with ids, citation keys and parents as ids."""
    digest = sha256_hex(document.text)
    ids = [statement_id(document.id, digest, at) for at in extraction.attributions]
    keys = _keys(document, extraction)
    return tuple(
        Statement(
            id=id_,
            key=key,
            document=document.id,
            at=at,
            parent=None if at.parent is None else ids[at.parent],
            reading_confidence=round(document.content.quality, 2),
        )
        for id_, key, at in zip(ids, keys, extraction.attributions, strict=True)
    )


def _attributions(
    content: Content, stretch: Stretch, tagger: Tagger, cue_bias: float, before: int
) -> list[Attribution]:
    found = found_in(content.text, stretch, tagger, cue_bias)
    above = [None if p is None else p + before for p in parents(found)]
    sentences = [s for paragraph in stretch.paragraphs for s in paragraph]
    return [_attribution(f, p, sentences) for f, p in zip(found, above, strict=True)]


def _attribution(found: Found, parent: int | None, sentences: list[Span]) -> Attribution:
    around = [s for s in sentences if s.overlaps(found.hull)]
    return Attribution(
        source=found.source,
        cue=found.cue,
        content=found.content,
        as_said=hull(around) if around else found.hull,
        parent=parent,
        confidence=found.confidence,
    )


def _keys(document: Document, extraction: Extraction) -> list[str]:
    numbers = numbered(document.content)
    counts: Counter[tuple[int, int]] = Counter()
    keys = []
    for at in extraction.attributions:
        page, number, _ = place_of(numbers, hull([*at.source, *at.cue, *at.content]).start)
        keys.append(statement_key(document.id, page, number, counts[page, number]))
        counts[page, number] += 1
    return keys
