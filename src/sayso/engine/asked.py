"""The statements a reader asked for, in the order in which they stand in the pile."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from sayso.engine.findings import found, one
from sayso.engine.records import Documents
from sayso.model.findings import Entity
from sayso.model.span import hull, words_at
from sayso.model.statement import Statement
from sayso.store.protocol import View


def statements_where(
    view: View,
    documents: Documents,
    *,
    speaker: str | None = None,
    about: str | None = None,
    file: str | None = None,
) -> Iterator[Statement]:
    """Statements by file and place: of a speaker one of whose names holds ``speaker``, with all words of ``about``, in
    files that fit the glob ``file``.

    Holds one place a statement in memory, and a few documents.
    """  # noqa: D205 - one sentence
    names = _names(view) if speaker else {}
    wanted = " ".join((speaker or "").casefold().split())
    words = (about or "").casefold().split()
    files = {id_: item.file for id_, item_id in documents.items.items() if (item := view.item(item_id))}
    places = sorted(
        (files.get(statement.document, ""), _start(statement), statement.id)
        for statement in found(view, Statement)
        if not wanted or wanted in f"{statement.at.speaker_name or ''}\n{names.get(statement.speaker or '')}".casefold()
    )
    for name, _, id_ in places:
        if file and not fnmatchcase(name, file):
            continue
        statement = one(view, Statement, id_)
        if statement is not None and _says(documents, statement, words):
            yield statement


def _start(statement: Statement) -> tuple[int, int]:
    around = hull([*statement.at.source, *statement.at.cue, *statement.at.content])
    return around.start, -around.end


def _names(view: View) -> dict[str, str]:
    return {entity.id: "\n".join((entity.name, *entity.aliases)) for entity in found(view, Entity)}


def _says(documents: Documents, statement: Statement, words: list[str]) -> bool:
    if not words:
        return True
    text = words_at(documents(statement.document).text, statement.at.content).casefold()
    return all(word in text for word in words)
