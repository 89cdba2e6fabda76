"""Taking files out again, and erasing what only they had.

A file that is taken out first leaves the findings, then its row goes: killed in between, the same command finishes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.engine.gone import no_longer_gone, now_gone
from sayso.engine.intake import family
from sayso.engine.ledger import GAVE_UP, WAITS
from sayso.engine.linking import live_fact_keys
from sayso.engine.names import called
from sayso.engine.plan import suffix_of
from sayso.engine.promises import of_erased
from sayso.engine.stages import extraction_key, reading_key, stage_key
from sayso.engine.written import forget_erased
from sayso.errors import AskedWrongly
from sayso.model.ids import sha256_hex
from sayso.model.item import Item
from sayso.present.safe import one_line
from sayso.settings import Settings
from sayso.store.case import OpenCase
from sayso.store.links import discard
from sayso.store.protocol import View

PURGING = "purging"
"""The word the case keeps while an erasing is not finished."""

UNREACHABLE = (
    "copies of the case made before: backups, snapshots of the file system, folders that sync elsewhere",
    "what a solid-state disk keeps of overwritten blocks until it reuses them; full-disk encryption covers that",
    "briefs, exports and pages written from this case earlier",
    "a colleague's copy of the case: merging it brings the file back",
)
"""What erasing in the case cannot reach, as sentences for a person."""


def chosen(view: View, files: Iterable[str], *, purge: bool) -> list[Item]:
    """The items of ``files``, with all that is inside them; with ``purge`` a name may be known no more.

    :raises AskedWrongly: ``no_such_file``, or ``inside_another`` for a member, which goes with its holder.
    """
    wanted = dict.fromkeys(files)
    found = called(view.items(), wanted)
    for item in found:
        if item.holder is not None:
            raise AskedWrongly(
                "inside_another",
                f"{item.file} lies inside another file",
                "remove the file that holds it, or add the rest of its members as files of their own",
            )
    names = {name for item in found for name in (item.file, one_line(item.file))}
    unknown = [file for file in wanted if file not in names]
    if unknown and not purge:
        raise no_such_file(unknown[0])
    return family(view, {item.id for item in found})


def no_such_file(file: str) -> AskedWrongly:
    """The error for a name that the case does not have."""
    return AskedWrongly(
        "no_such_file", f"the case has no file {file}", "`sayso status CASE --file '*'` lists its files"
    )


def leave(case: OpenCase, items: Iterable[Item], *, purge: bool) -> None:
    """Takes items out of the findings; their rows stay until ``forget``."""
    with case.store.writing() as writer:
        if purge:
            writer.put_meta(PURGING, "yes")
        writer.put_items(replace(item, status="replaced", reason=None) for item in items)


def forget(case: OpenCase, items: Iterable[Item], *, purge: bool = False) -> None:
    """Removes the rows of items; without ``purge`` their ids are kept, so that no merge brings them back."""
    ids = {item.id for item in items}
    with case.store.view() as view, case.store.writing() as writer:
        writer.drop_items(ids)
        if purge:
            no_longer_gone(view, writer, ids)
        else:
            now_gone(view, writer, ids)


def unfinished(view: View) -> bool:
    """Whether an erasing was cut short."""
    return bool(view.meta(PURGING))


def leftovers(case: OpenCase) -> bool:
    """Whether the case keeps originals or readings that no item has any more, or an erasing was cut short."""
    with case.store.view() as view:
        if unfinished(view):
            return True
        blobs = _blobs_in_use(view)
        readings = _readings_in_use(view)
        return any(blob not in blobs for blob in case.blobs.all()) or any(
            key not in readings for key in view.fact_keys("read")
        )


def erase(case: OpenCase, settings: Settings) -> None:
    """Erases every byte, text, name and index entry that no item of the case has any more.

    Costs a rewriting of the records, and of the search index when it is next used. Run again after a kill, it finishes.

    :raises AskedWrongly: ``case_in_use`` while another program has the case open.
    """
    with case.store.view() as view:
        blobs = _blobs_in_use(view)
        kept = _facts_in_use(case, view, settings)
        forgotten = of_erased(view)
        empty = {drop.label for drop in view.drops()} - {item.drop for item in view.items()}
    with case.store.view() as view, case.store.writing() as writer:
        for stage, keys in kept.items():
            writer.keep_only_facts(stage, keys)
        writer.forget_drops(empty)
        writer.forget_judgements(forgotten)
        forget_erased(view, writer)
    for blob in list(case.blobs.all()):
        if blob not in blobs:
            case.blobs.erase(blob)
    case.index.discard()
    discard(case.derived)
    case.store.compact()
    with case.store.writing() as writer:
        writer.put_meta(PURGING, "")


def _blobs_in_use(view: View) -> set[str]:
    return {item.sha256 for item in view.items() if item.sha256} - {sha256_hex(b"")}


def _facts_in_use(case: OpenCase, view: View, settings: Settings) -> dict[str, set[str]]:
    """Keys of the facts that the items still rest on, by stage."""
    readings = _readings_in_use(view)
    contents = {item.content for item in view.items() if item.content}
    extractions = {extraction_key(content, settings) for content in contents}
    linked = live_fact_keys(view, settings, case.tmp)
    return {"read": readings, WAITS: readings, "extract": extractions, GAVE_UP: extractions, **linked}


def _readings_in_use(view: View) -> set[str]:
    """Keys of readings of the bytes that items have: what was read with recognition was read without it before."""
    key = stage_key("read", Settings())
    bare = {reading_key(key, item.sha256, suffix_of(item.file)) for item in view.items() if item.sha256}
    return bare | {item.reading for item in view.items() if item.reading}
