from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.store.case import open_case
from sayso.store.verify import verify_store

WRITE = """
import io, sys
from pathlib import Path
from sayso.store.case import open_case
from sayso.testing.store_contract import an_item
with open_case(Path(sys.argv[1]), create=True, write=True) as case:
    with case.store.view() as view:
        number = len(list(view.items()))
    while True:
        stored = case.blobs.put(io.BytesIO(str(number).encode()))
        with case.store.writing() as writer:
            writer.put_items([an_item(f"{number:06}.txt", sha256=stored.sha256)])
            writer.put_facts("read", [(str(number), b"x" * (number % 7) * 3000)])
            writer.publish(str(number), number + 1, {"claims": [("last", str(number).encode())]})
        print(number, flush=True)
        number += 1
        if number % 5 == 0:
            case.store.compact()
"""


def acknowledged_before_a_kill(path: Path, moment: float) -> int:
    """The last number that a writing child acknowledged before it was killed, -1 for none."""
    with subprocess.Popen([sys.executable, "-c", WRITE, str(path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        first = child.stdout.readline()
        time.sleep(moment)
        child.kill()
        lines = [first, *child.stdout]
    return int([line for line in lines if line.endswith("\n")][-1])


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_nothing_acknowledged_is_ever_lost(tmp_path: Path) -> None:
    path, rng = tmp_path / "x.sayso", random.Random(11)
    for _ in range(4):
        last = acknowledged_before_a_kill(path, rng.random() * 0.1)
        with open_case(path, write=True) as case:
            with case.store.view() as view:
                files = [item.file for item in view.items()]
                assert files == [f"{number:06}.txt" for number in range(len(files))]
                assert len(files) > last
                assert len(list(view.fact_keys("read"))) == len(files)
                assert view.row("claims", "last") == str(len(files) - 1).encode()
                assert view.generation().items == len(files)
            assert verify_store(case).flaws == ()
            assert list(case.tmp.iterdir()) == []
