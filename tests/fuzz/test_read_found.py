"""What fuzzing found, each as a small file made here."""

from __future__ import annotations

from sayso.read import LIMITS, MemorySink, read_bytes


def test_references_to_control_characters_around_what_is_pruned() -> None:
    page = (
        "<html><body><p>"
        + "One word more. " * 20
        + "</p>&#1;<nav>Home</nav>&#x1f;two<nav>Home</nav>&#xFFFE;</body></html>"
    )
    reading = read_bytes(page.encode(), "page.html", MemorySink(), LIMITS)
    assert reading.status == "read"
    assert reading.content is not None
    assert "two" in reading.content.text
    assert "Home" not in reading.content.text
