"""The case's own record of the briefs and checks written from it, so that a page judged forged later names them.

It is no finding and goes into no export: it changes nothing that is made from the case. It is kept before anything is
printed, in one transaction: what was printed is on record, and what was cut short at worst is too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from sayso.engine.records import damaged
from sayso.errors import AskedWrongly
from sayso.model.codec import from_bytes, to_bytes
from sayso.model.written import Written
from sayso.store.case import OpenCase
from sayso.store.protocol import View, Writer

WRITTEN = "written"
"""The stage under which the records are kept, as facts that no finding is made from."""

KEPT = 400
"""Records kept; the oldest go first."""


def keep(case: OpenCase, made: Written) -> str:
    """Keeps the record ``made``; why it could not, as a sentence, where the case cannot be written to."""
    if not made.lines:
        return ""
    with case.store.view() as view:
        known = {record.id: record for record in written(view)}
    if made.id in known:
        return ""
    oldest = sorted(known.values(), key=lambda record: (record.day, record.id))
    stay = [record.id for record in oldest][-(KEPT - 1) :]
    try:
        with case.noting() as writer:
            writer.put_facts(WRITTEN, [(made.id, to_bytes(made))])
            if len(stay) < len(known):
                writer.keep_only_facts(WRITTEN, {*stay, made.id})
    except AskedWrongly as error:
        return error.sentence
    return ""


def written(view: View) -> Iterator[Written]:
    """Every record, in no order that tells anything.

    :raises OurFault: ``damaged_fact``.
    """
    for key in view.fact_keys(WRITTEN):
        try:
            yield from_bytes(view.fact(WRITTEN, key) or b"", Written)
        except msgspec.DecodeError as error:
            raise damaged(key) from error


def forget_erased(view: View, writer: Writer) -> None:
    """Takes out of every record the files that the case does not have any more, and records that name no other."""
    there = {item.sha256 for item in view.items()}
    before = list(written(view))
    after = [record.without(set(record.documents) - there) for record in before]
    kept = {record.id: record for record in after if record.lines}
    if kept.keys() != {record.id for record in before}:
        writer.put_facts(WRITTEN, ((id_, to_bytes(record)) for id_, record in sorted(kept.items())))
        writer.keep_only_facts(WRITTEN, set(kept))


def same_bytes(view: View, held: Collection[str]) -> set[str]:
    """SHA-256 of the files that have any of the digests ``held``: of their bytes, or of the content they gave."""
    return {item.sha256 for item in view.items() if item.sha256 in held or item.content in held}
