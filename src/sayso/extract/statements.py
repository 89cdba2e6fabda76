"""From a content to its attributions, and from attributions to the statements of one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sayso.extract.chains import found_in, parents
from sayso.extract.describe import described
from sayso.extract.dialogue import turn_of, within
from sayso.extract.genre import genre_of
from sayso.extract.numbering import numbered, place_of
from sayso.extract.parts import stretches
from sayso.extract.scene import names_of
from sayso.extract.voice import own_voice
from sayso.model.document import Content, Document
from sayso.model.ids import sha256_hex
from sayso.model.keys import statement_key
from sayso.model.span import hull
from sayso.model.statement import Attribution, Extraction, Sort, Statement, statement_id
from sayso.nets.attribution import Tagger


def extract(content: Content, tagger: Tagger, cue_bias: float = 0.0) -> Extraction:
    """Everything said in ``content``: attributions, parents before children, and the names it mentions."""
    cut = stretches(content)
    names = names_of(content, cut)
    out: list[Attribution] = []
    for stretch in cut:
        found = found_in(content.text, stretch, tagger, cue_bias)
        said = described(content, stretch, names, found, parents(found))
        turn = turn_of(content, stretch, names)
        own = [] if turn else own_voice(content, stretch, names, genre_of(content.text, stretch), said)
        before = len(out)
        both = within(turn, said) if turn else _woven(said, own)
        out += [replace(a, parent=None if a.parent is None else a.parent + before) for a in both]
    return Extraction(attributions=tuple(out), mentions=names.mentions())


def _woven(said: list[Attribution], own: list[Attribution]) -> list[Attribution]:
    """Both lists as one, in the order of the text; parents keep pointing at the same attributions."""
    both = [*said, *own]
    order = sorted(range(len(both)), key=lambda i: (both[i].as_said.start, i))
    place = {old: new for new, old in enumerate(order)}
    return [replace(at, parent=None if at.parent is None else place[at.parent]) for at in (both[i] for i in order)]


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


def of_sorts(statements: Iterable[Statement], sorts: Collection[Sort]) -> tuple[Statement, ...]:
    """Those of ``sorts``; one whose parent is left out goes to the nearest statement around it that is kept."""
    by_id = {s.id: s for s in statements}
    kept = {id_ for id_, s in by_id.items() if s.at.sort in sorts}
    return tuple(replace(s, parent=_kept_around(s, by_id, kept)) for id_, s in by_id.items() if id_ in kept)


def _kept_around(statement: Statement, by_id: Mapping[str, Statement], kept: Collection[str]) -> str | None:
    parent = statement.parent
    while parent is not None and parent not in kept:
        parent = by_id[parent].parent
    return parent


def _keys(document: Document, extraction: Extraction) -> list[str]:
    numbers = numbered(document.content)
    counts: Counter[tuple[int, int]] = Counter()
    keys = []
    for at in extraction.attributions:
        page, number, _ = place_of(numbers, hull([*at.source, *at.cue, *at.content]).start)
        keys.append(statement_key(document.id, page, number, counts[page, number]))
        counts[page, number] += 1
    return keys
