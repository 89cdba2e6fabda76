"""Puts real output of ``sayso demo`` on the README's first screen: ``python docs/make_readme.py``.

Shown are the head of the brief, the line with the longest chain, and the first two versions that differ.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"<!-- brief -->\n.*?<!-- end -->", re.DOTALL)
GAP = "[...]"
MAX_LINES = 15
"""Lines of the long line that are shown."""


def printed() -> str:
    """What the demo prints."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "sayso", "demo", str(Path(folder) / "demo")]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)  # noqa: S603
    return done.stdout


def excerpt(brief: str) -> str:
    """The part of a printed brief that stands in the README."""
    paragraphs = [p for p in brief.split("\n\n") if p.strip()]
    head = "\n\n".join(paragraphs[: paragraphs.index(next(p for p in paragraphs if p.startswith("What stands"))) + 1])
    plain = brief.split("To be checked by a person", maxsplit=1)[0]
    lines = [p for p in plain.split("\n\n") if re.match(r"\d+\. ", p)]
    longest = max(lines, key=lambda p: p.split("Basis")[0].count("←"))
    differing = next(p for p in paragraphs if p.startswith("Two versions differ: "))
    shown = [head, "\n".join(longest.splitlines()[:MAX_LINES]), differing]
    return f"\n{GAP}\n".join(part.strip("\n") for part in shown)


def filled(readme: str, brief: str) -> str:
    """The README with the excerpt in its place."""
    block = "\n".join(f"    {line}".rstrip() for line in excerpt(brief).splitlines())
    return BLOCK.sub(lambda _: f"<!-- brief -->\n\n{block}\n\n<!-- end -->", readme)


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8"), printed()), encoding="utf-8", newline="\n")
