"""Printed pages kept as XPS, and drawings of Visio: the words of each page."""

from __future__ import annotations

from typing import Any

from sayso.errors import BadDocument
from sayso.read.limits import Limits
from sayso.read.outcome import Draft
from sayso.read.package import Package
from sayso.read.slides import Slides, paged

_PAGES = r"(?i)Documents/[^/]+/Pages/[^/]+\.fpage(?:/\[\d+\]\.piece)?|visio/pages/page\d+\.xml"


def read_drawn(data: bytes, media_type: str, limits: Limits) -> Draft:
    """The words of every page, in the order in which they were put on it.

    :raises BadDocument: ``damaged`` or ``expands_too_far``.
    """
    with Package(data, limits) as package:
        names = package.matching(_PAGES)[: limits.max_pages]
        if not names:
            raise BadDocument("damaged")
        slides: Slides = []
        for number, name in enumerate(names, 1):
            tree = package.lenient(name)
            slides.append((number, _lines(tree) if tree is not None else []))
        draft = paged(slides, media_type)
        draft.hint, draft.properties = package.hint(), package.properties()
    return draft


def _lines(tree: Any) -> list[str]:
    """Runs of glyphs on one height as one line; the text of a shape as it stands."""
    lines: list[str] = []
    height = None
    for node in tree.iter():
        tag = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        if tag == "Glyphs" and node.get("UnicodeString"):
            words = node.get("UnicodeString").removeprefix("{}")
            if lines and node.get("OriginY") == height:
                lines[-1] += words if lines[-1].endswith(" ") or words.startswith(" ") else f" {words}"
            else:
                lines.append(words)
            height = node.get("OriginY")
        elif tag == "Text" and (words := "".join(node.itertext()).strip()):
            lines.append(words)
    return ["\n".join(line.strip() for line in lines if line.strip())] if any(lines) else []
