"""Makes one document out of another: an excerpt, or a copy with listed edits; statements travel with their words."""

from __future__ import annotations

from dataclasses import replace

from demo.marks import Source, Span, parse

Spans = dict[int, dict[str, list[Span]]]


def derive(source: Source, base: Source) -> Source:
    """``source`` filled in from ``base``, as its head asks."""
    made = _excerpt(source, base) if source.head["copy_kind"] == "excerpt" else _edited(source, base)
    rows = {number: base.rows[number] for number in made.spans if number in base.rows}
    return replace(made, rows=rows).with_rows(source.rows)


def _excerpt(source: Source, base: Source) -> Source:
    start = base.text.index(source.head["first_words"])
    end = base.text.index(source.head["last_words"]) + len(source.head["last_words"])
    inside: Spans = {}
    for number, roles in base.spans.items():
        stretches = [s for spans in roles.values() for s in spans]
        if all(start <= a and b <= end for a, b in stretches):
            inside[number] = {role: [(a - start, b - start) for a, b in spans] for role, spans in roles.items()}
    return replace(source, text=base.text[start:end] + "\n", spans=inside)


def _edited(source: Source, base: Source) -> Source:
    text = base.text
    spans: Spans = {n: roles for n, roles in base.spans.items() if n not in source.head.get("dropped", [])}
    for before, marked in source.head["changes"]:
        if text.count(before) != 1:
            raise ValueError(f"not unique: {before!r}")
        after, added = parse(marked)
        at = text.index(before)
        spans = _moved(spans, before, after, at)
        spans |= {n: {r: [(a + at, b + at) for a, b in s] for r, s in roles.items()} for n, roles in added.items()}
        text = text[:at] + after + text[at + len(before) :]
    return replace(source, text=text, spans=spans)


def _moved(spans: Spans, before: str, after: str, at: int) -> Spans:
    least = min(len(before), len(after))
    tail = next((i for i in range(least) if before[-1 - i] != after[-1 - i]), least)
    head = next((i for i in range(least - tail) if before[i] != after[i]), least - tail)
    start, end, by = at + head, at + len(before) - tail, len(after) - len(before)

    def place(offset: int) -> int:
        if start < offset < end:
            raise ValueError(f"an edit cuts through a marked stretch: {before!r}")
        return offset if offset <= start else offset + by

    return {n: {r: [(place(a), place(b)) for a, b in s] for r, s in roles.items()} for n, roles in spans.items()}
