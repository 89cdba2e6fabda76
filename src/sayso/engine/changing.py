"""What is new since a drop or a day: the case linked once more without what came since, and held against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.engine.attach import attached
from sayso.engine.findings import Statements, found
from sayso.engine.left import LeftStore
from sayso.engine.linking import settle
from sayso.engine.promises import Outgoing
from sayso.engine.records import Documents
from sayso.engine.written import same_bytes, written
from sayso.errors import AskedWrongly
from sayso.model.findings import Claim, Copy, Entity
from sayso.model.judgement import FORGED, Judgement, in_force
from sayso.present.changed import Changed, changed_claims, new_versions
from sayso.present.pile import Pile
from sayso.present.used import used
from sayso.present.wording import day
from sayso.settings import Settings
from sayso.store.case import OpenCase
from sayso.store.protocol import View

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def changes_since(case: OpenCase, out: Outgoing, settings: Settings, since: str | None, top: int) -> Changed:
    """What the drops since ``since`` changed, a drop's label or a day; the last drop unless given.

    Costs a linking of what was there before, of which all facts are known.

    :raises AskedWrongly: ``no_such_drop``, or ``no_drops`` where files came without any.
    """
    told, first, labels = _labels(out.view, since)
    came = {item.id for item in out.view.items() if item.drop in labels}
    left = LeftStore(out.view, frozenset(came))
    settle(replace(case, store=left), settings, lambda *_: None, keep=False)
    with left.view() as rest:
        before, copies_before = list(found(rest, Claim)), list(found(rest, Copy))
        adrift_before = attached(rest, settings).adrift
    pile = Pile(
        Statements(out.view),
        out.documents,
        {entity.id: entity for entity in found(out.view, Entity)},
        {claim.id: claim for claim in found(out.view, Claim)},
    )
    new, changed = changed_claims(pile, before)
    return Changed(
        since=told,
        files=sum(1 for item in out.view.items() if item.id in came and item.holder is None),
        new=tuple(new[:top]),
        changed=tuple(changed),
        versions=new_versions(pile, found(out.view, Copy), copies_before, top),
        look_again=tuple(_look_again(out.view, settings, came, adrift_before)),
        used=tuple(_used(case, out.view, first)),
        more=max(0, len(new) - top),
    )


def _labels(view: View, since: str | None) -> tuple[str, str, set[str]]:
    """What the reader asked for, its first day, and the labels of the drops that it means."""
    drops = view.drops()
    if not drops:
        raise AskedWrongly(
            "no_drops", "no file of the case came with a drop", "add files with --drop LABEL to tell deliveries apart"
        )
    if since is None:
        last = max(drop.on for drop in drops)
        labels = {drop.label for drop in drops if drop.on == last}
        return f"the last drop: {', '.join(sorted(labels))}, {day(last)}", last, labels
    if _DAY.fullmatch(since):
        return f"{day(since)}", since, {drop.label for drop in drops if drop.on >= since}
    named = [drop for drop in drops if drop.label == since]
    if not named:
        raise AskedWrongly("no_such_drop", f"the case has no drop {since}", "`sayso add --drop` names one")
    first = named[0].on
    return f"drop {since}, {day(first)}", first, {drop.label for drop in drops if drop.on > first} | {since}


def _used(case: OpenCase, out: View, first: str) -> Iterator[str]:
    """What was already written from pages that were judged forged or altered on the day ``first`` or later."""
    with case.store.view() as now:
        records = list(written(now))
        judgements = in_force(now.judgements())
    for judgement in sorted(judgements, key=lambda j: (j.at, j.about, j.id)):
        if judgement.verdict == "authentic" and judgement.value in FORGED and judgement.at >= first:
            digests = same_bytes(out, {anchor.digest for anchor in judgement.anchors})
            told = used(records, digests)
            file = judgement.about.removeprefix("item:")
            yield from (
                f"{file}, judged {judgement.value} ({judgement.by}, {day(judgement.at)}): {each}" for each in told
            )


def _look_again(view: View, settings: Settings, came: set[str], adrift_before: tuple[str, ...]) -> list[str]:
    """Judgements that lost their words, and those on a document of which another version came."""
    now = attached(view, settings)
    given = {judgement.id: judgement for judgement in view.judgements()}
    sentences = [f"{_told(given[id_])}: its words are not found now" for id_ in now.adrift if id_ not in adrift_before]
    touched = _with_new_versions(view, came)
    for id_ in now.judgements:
        judgement = given[id_]
        if any(touched & {anchor.file_digest, anchor.digest} for anchor in judgement.anchors):
            sentences.append(f"{_told(judgement)}: another version of its page came")
    return sorted(sentences)


def _with_new_versions(view: View, came: set[str]) -> set[str]:
    """Digests of the bytes of older files of whose pages another version came."""
    items = Documents(view).items
    digests: set[str] = set()
    for copy in found(view, Copy):
        pair = [items.get(copy.document), items.get(copy.of)]
        if copy.kind == "altered" and sum(item in came for item in pair) == 1:
            old = view.item(next(item for item in pair if item and item not in came))
            digests |= {old.sha256} if old else set()
    return digests


def _told(judgement: Judgement) -> str:
    on = judgement.about.partition(":")[2].replace("|", " and ").replace(",", " and ")
    return f"{judgement.verdict} on {on} ({judgement.by}, {judgement.at})"
