"""Small invented piles, a rule in place of the network, and a reader without a child."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import AskedWrongly
from sayso.model.reading import Reading
from sayso.model.span import Span
from sayso.nets.attribution import Tagged
from sayso.nets.register import Register
from sayso.read import LIMITS, FolderSink, read_bytes
from sayso.workbench import Case

SAID = re.compile(r"(?P<source>[A-Z]\w+(?: [A-Z]\w+)*) (?P<cue>said|denied) (?:that )?(?P<content>[^.\n]+)")

MEMO = "Depot memo\n\nDora Quill said the north crane was inspected on Monday by two men.\n"
LETTER = "A letter\n\nEwan Pike denied that the crane had ever been moved from the quay.\n"
WIRE = (
    "Crane stands idle\n\nDora Quill said the north crane was inspected on Monday by two men. "
    "Nobody at the quay has worked since the harbour office closed its gates in the spring of that year.\n"
)
PILE = {"memo.txt": MEMO, "letters/pike.txt": LETTER, "wire.txt": WIRE}


class RuleTagger:
    """Finds "Name said words" and "Name denied words": the same on every machine, in no time."""

    digest = "rule"

    def tag(
        self, text: str, paragraphs: Sequence[Sequence[Span]], cue_bias: float = 0.0, register: Register = "press"
    ) -> list[Tagged]:
        found = []
        for sentence in (s for paragraph in paragraphs for s in paragraph):
            for match in SAID.finditer(text, sentence.start, sentence.end):
                cue, source, content = (Span(*match.span(role)) for role in ("cue", "source", "content"))
                found.append(Tagged(cue, (source,), (content,), 0.99))
        return found


class OpenReader:
    """Reads in this process: quick, and no protection at all."""

    def read(self, path: Path, name: str, tmp: Path, *, ocr: bool = True) -> Reading:
        limits = LIMITS if ocr else replace(LIMITS, max_ocr_pages=0)
        return read_bytes(path.read_bytes(), name, FolderSink(tmp), limits)


def write_pile(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def exported(case: Case, folder: Path) -> dict[str, bytes]:
    """Every table of a case, as bytes by name."""
    return {path.name: path.read_bytes() for path in case.export(folder)}


def refused(code: str, verb: Callable[..., object], *arguments: object, **more: object) -> AskedWrongly:
    """The error with which a verb refuses; it has this code and says what to do."""
    with pytest.raises(AskedWrongly) as error:
        verb(*arguments, **more)
    assert error.value.code == code
    assert error.value.next_step
    return error.value
