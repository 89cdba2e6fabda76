"""Gold answers out of the sources: documents, statements, claims, copies, reuse, entities, and the spans of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from demo.marks import TAG, Source, Span


def gold(sources: dict[str, Source], case: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The contents of ``gold.json`` and of ``spans.json``."""
    prefix = case["prefix"]
    rows = [statement for s in sources.values() for statement in _statements(s, prefix)]
    answers = {
        "documents": [_document(s) for s in sources.values()],
        "statements": [row for row, _ in rows],
        "claims": [_claim(number, c, prefix) for number, c in enumerate(case["claims"], 1)],
        "copies": [_copy(s, sources) for s in sources.values() if "copy_of" in s.head],
        "reuse": [_reuse(r, sources) for r in case["reuse"]],
        "entities": [{"name": e["name"], "kind": e["kind"], "aliases": e.get("aliases", [])} for e in case["entities"]],
    }
    return answers, {row["id"]: spans for row, spans in rows}


def _document(s: Source) -> dict[str, Any]:
    fields = ("file", "kind", "publisher", "author", "published", "title", "markings")
    return {f: s.head.get(f) for f in fields} | {"text": f"gold_text/{s.head['file']}.txt"}


def _statements(s: Source, prefix: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for number in sorted(s.spans):
        roles, row = s.spans[number], s.rows[number]
        parent = _parent(s, number)
        source, cue = (roles.get(role, [None])[0] for role in ("source", "cue"))
        yield (
            {
                "id": f"{prefix}-{s.name}-{number:02}",
                "file": s.head["file"],
                "source": _words(s, source),
                "cue": _words(s, cue),
                "content": [_words(s, c) for c in roles["content"]],
                "speaker": row.speaker,
                "parent": parent and f"{prefix}-{s.name}-{parent:02}",
                "kind": row.kind,
                "basis": row.basis,
                "as_of": row.as_of,
            },
            {"source": source, "cue": cue, "content": roles["content"]},
        )


def _words(s: Source, span: Span | None) -> str | None:
    return span and s.text[span[0] : span[1]]


def _parent(s: Source, number: int) -> int | None:
    """The smallest other statement whose content holds all of this one."""
    mine = [span for spans in s.spans[number].values() for span in spans]
    around = [
        (sum(b - a for a, b in roles["content"]), other)
        for other, roles in s.spans.items()
        if other != number and all(any(c <= a and b <= d for c, d in roles["content"]) for a, b in mine)
    ]
    return min(around)[1] if around else None


def _claim(number: int, c: dict[str, Any], prefix: str) -> dict[str, Any]:
    def ids(refs: list[str]) -> list[str]:
        return [f"{prefix}-{name}-{int(n):02}" for name, n in (ref.split(".") for ref in refs)]

    return {
        "id": f"{prefix}-c{number:02}",
        "text": c["text"],
        "statements": ids(c["statements"]),
        "independent_sources": c["independent_sources"],
        "why": c["why"],
        "denied_by": ids(c.get("denied_by", [])),
        "contradicts": [f"{prefix}-c{other:02}" for other in c.get("contradicts", [])],
        "status": c["status"],
    }


def _copy(s: Source, sources: dict[str, Source]) -> dict[str, Any]:
    edits = [{"from": before, "to": TAG.sub("", after)} for before, after in s.head.get("changes", [])]
    of = sources[s.head["copy_of"]].head["file"]
    return {"file": s.head["file"], "of": of, "kind": s.head["copy_kind"], "changes": edits}


def _reuse(r: dict[str, Any], sources: dict[str, Source]) -> dict[str, Any]:
    files = [sources[name].head["file"] for name in r["files"]]
    return {"files": files, "passage": r["passage"], "origin": sources[r["origin"]].head["file"]}
