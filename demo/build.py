"""Builds the demo case from its marked-up sources: ``python -m demo.build`` from the root of the repository.

Writes the files a user sees to ``src/sayso/demo_case/files`` and the gold answers beside this script. The same sources
give the same bytes on every machine.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from demo import copies, marks, render
from demo.gold import gold
from demo.marks import Source

HERE = Path(__file__).resolve().parent
FILES = HERE.parent / "src" / "sayso" / "demo_case" / "files"


def sources() -> dict[str, Source]:
    """Every document by its name, copies made from what they copy."""
    loaded = {s.name: s for s in map(marks.load, sorted((HERE / "sources").glob("[0-9]*.txt")))}
    return {
        name: copies.derive(s, loaded[s.head["copy_of"]]) if "copy_of" in s.head else s for name, s in loaded.items()
    }


def files(documents: dict[str, Source]) -> dict[str, bytes]:
    """The files of the case by name."""
    out: dict[str, bytes] = {}
    archives: dict[str, dict[str, bytes]] = {}
    for s in documents.values():
        holder = s.head["file"].split("!")[0]
        if s.head["render"] != "member":
            out[holder] = render.render(s, documents.get(s.head.get("attachment", "")))
        elif holder.endswith(".zip"):
            archives.setdefault(holder, {})[render.member_name(s)] = s.text.encode()
    return out | {holder: render.as_zip(members) for holder, members in archives.items()}


def build() -> dict[Path, bytes]:
    """Everything the build writes: path to bytes."""
    documents = sources()
    answers, spans = gold(documents, tomllib.loads((HERE / "sources" / "case.toml").read_text(encoding="utf-8")))
    out = {FILES / name: data for name, data in files(documents).items()}
    out |= {HERE / "gold_text" / f"{s.head['file']}.txt": s.text.encode() for s in documents.values()}
    return out | {HERE / "gold.json": _json(answers, 1), HERE / "spans.json": _json(spans, None)}


def _json(value: Any, indent: int | None) -> bytes:
    return (json.dumps(value, indent=indent, ensure_ascii=False) + "\n").encode()


def main() -> None:
    """Writes what changed and removes what the build no longer makes."""
    made = build()
    for folder in (FILES, HERE / "gold_text"):
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if path not in made:
                path.unlink()
    for path, data in made.items():
        path.write_bytes(data)
    print(f"{len(made)} files")


if __name__ == "__main__":
    main()
