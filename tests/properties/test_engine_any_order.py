"""Any sequence of adding, changing and removing gives the same export as one fresh run over what is left."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piles import LETTER, MEMO, WIRE, exported
from sayso.workbench import Case

Quick = Callable[[Path], Case]

TEXTS = {
    "memo.txt": (MEMO, MEMO.replace("two men", "three men")),
    "memo-copy.txt": (MEMO, MEMO + "\nSeen and filed.\n"),
    "wire.txt": (WIRE, WIRE.replace("was inspected", "was never inspected")),
    "letter.txt": (LETTER, WIRE),
}
"""Each file in two states; between them copies, alterations, shared passages, a denial."""

VERBS = st.sampled_from(["add", "add", "remove", "purge"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "remove", "purge"]), st.sampled_from(sorted(TEXTS)), st.sampled_from([0, 1])
    ),
    min_size=2,
    max_size=6,
)


@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_the_way_leaves_no_trace(quick: Quick, steps: list[tuple[str, str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "pile").mkdir()
        left: dict[str, str] = {}
        with quick(root / "walked.sayso") as case:
            for verb, name, state in steps:
                if verb == "add":
                    left[name] = TEXTS[name][state]
                    (root / "pile" / name).write_text(left[name], encoding="utf-8", newline="\n")
                    case.add(root / "pile" / name)
                elif name in left:
                    del left[name]
                    case.remove(name, purge=verb == "purge")
            case.add()
            walked = without_replaced(exported(case, root / "walked"))
        fresh_pile = root / "fresh"
        fresh_pile.mkdir()
        for name, text in left.items():
            (fresh_pile / name).write_text(text, encoding="utf-8", newline="\n")
        with quick(root / "fresh.sayso") as case:
            case.add(*fresh_pile.iterdir())
            assert without_replaced(exported(case, root / "once")) == walked


def without_replaced(tables: dict[str, bytes]) -> dict[str, bytes]:
    """The older selves of changed files stay listed; no finding may rest on them."""
    kept = [line for line in tables["items.jsonl"].splitlines() if b'"status":"replaced"' not in line]
    return {**tables, "items.jsonl": b"\n".join(kept)}
