from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.model.span import Span
from sayso.store import search as module
from sayso.store.search import IndexLine, SearchIndex

LINES = [
    "The harbour master closed the crane on Monday.",
    "Crane seven failed its load test, the inspector wrote.",
    "A résumé of the encircled port: naïve, Łódź, Größe.",
    "O'Brien’s co-operative paid 1,200 crowns.",
    "The master of the harbour wrote nothing.",
    "Nothing.",
]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def lines(texts: list[str], file: str = "log.txt") -> Iterator[IndexLine]:
    start = 0
    for number, text in enumerate(texts, 1):
        span = Span(start, start + len(text))
        yield IndexLine(document="D", file=file, page=1, line=number, key=f"D-p1-{number}", span=span, text=text)
        start += len(text) + 1


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    (tmp_path / "tmp").mkdir()
    index = SearchIndex(tmp_path / "search", tmp_path / "tmp")
    index.rebuild_if_stale("one", lines(LINES))
    return index


def found(index: SearchIndex, query: str) -> list[int]:
    return sorted(hit.at.line for hit in index.search(query))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("crane", [1, 2]),
        ("CRANE", [1, 2]),
        ("cranes", []),
        ("harbour master", [1, 5]),
        ('"harbour master"', [1]),
        ('"master harbour"', []),
        ("crane NOT inspector", [1]),
        ("-crane", [3, 4, 5, 6]),
        ("inspector OR brien", [2, 4]),
        ("(inspector OR master) AND wrote", [2, 5]),
        ("resume", [3]),
        ("RÉSUMÉ", [3]),
        ("re\u0301sume\u0301", [3]),
        ("lodz grosse naive", [3]),
        ("encir*", [3]),
        ("encircles*", []),
        ('"load te*"', [2]),
        ("o'brien", [4]),
        ("o’brien", [4]),
        ("co-operative", [4]),
        ("1,200", [4]),
        ("1200", []),
        ("harbour NEAR/0 master", [1]),
        ("harbour NEAR/2 master", [1, 5]),
        ("master NEAR/1 harbour", [1]),
        ("crane NEAR/6 inspector", [2]),
        ("crane NEAR/5 inspector", []),
        ("inspector NEAR/6 crane", [2]),
        ("inspector NEAR/5 crane", []),
        ('"crane inspector"~6', [2]),
        ('"inspector crane"~6', [2]),
        ('"harbour master" NEAR/2 crane', [1]),
        ("harb* NEAR/2 mast*", [1, 5]),
        ("insqector~", [2]),
        ("insqectoe~", []),
        ("insqectoe~2", [2]),
        ("nothing", [5, 6]),
        ("zebra", []),
        ("zebra OR zeb* OR zebro~", []),
    ],
)
def test_queries_find_their_lines(index: SearchIndex, query: str, expected: list[int]) -> None:
    assert found(index, query) == expected


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("crane", ["crane"]),
        ('"harbour master"', ["harbour master"]),
        ("master NOT zebra", ["master"]),
        ("harbour NEAR/2 master", ["harbour", "master"]),
        ("mast*", ["master"]),
        ("mester~", ["master"]),
        ("the", ["The", "the"]),
        ('"the crane"', ["the crane"]),
    ],
)
def test_a_hit_shows_what_was_looked_for(index: SearchIndex, query: str, marked: list[str]) -> None:
    hit = next(hit for hit in index.search(query) if hit.at.line == 1)
    assert [span.of(hit.at.text) for span in hit.marks] == marked


def test_marks_stand_on_the_words_of_the_page_not_on_their_folded_forms(index: SearchIndex) -> None:
    (hit,) = index.search("resume OR grosse")
    assert [span.of(hit.at.text) for span in hit.marks] == ["résumé", "Größe"]


def test_a_hit_says_where_it_stands(index: SearchIndex) -> None:
    (hit,) = index.search("inspector")
    assert hit.at == list(lines(LINES))[1]
    assert hit.score > 0


def test_equal_lines_come_by_file_page_and_line(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    index = SearchIndex(tmp_path / "search", tmp_path / "tmp")
    same = [next(lines(["the same words"], file)) for file in "dbeca" for _ in range(3)]
    placed = [
        IndexLine(document="D", file=line.file, page=9 - number % 3, line=1, key="k", span=line.span, text=line.text)
        for number, line in enumerate(same)
    ]
    index.rebuild_if_stale("one", placed)
    order = [(hit.at.file, hit.at.page) for hit in index.search("words")]
    assert order == sorted((line.file, line.page) for line in placed)
    for limit in range(1, 15):  # the cut goes through equal lines
        assert [(hit.at.file, hit.at.page) for hit in index.search("words", limit)] == order[:limit]


def test_no_limit_no_lines(index: SearchIndex) -> None:
    assert index.search("crane", 0) == []


def test_better_lines_come_first(index: SearchIndex) -> None:
    assert [hit.at.line for hit in index.search("nothing")] == [6, 5]


def test_lines_are_tallied_by_file(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    index = SearchIndex(tmp_path / "search", tmp_path / "tmp")
    index.rebuild_if_stale("one", [*lines(["crane", "crane", "port"], "b"), *lines(["crane"], "a"), *lines(["x"], "c")])
    assert list(index.tally("crane").items()) == [("a", 1), ("b", 2)]


def test_a_bad_query_leaves_the_index_alone(index: SearchIndex) -> None:
    with pytest.raises(SaysoError) as caught:
        index.search("crane AND")
    assert caught.value.code == "bad_query"
    assert found(index, "crane") == [1, 2]


def test_an_empty_pile_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    index = SearchIndex(tmp_path / "search", tmp_path / "tmp")
    assert index.rebuild_if_stale("none", [])
    assert index.search("crane") == []


@pytest.mark.parametrize("text", ["", " ", "\0", "a" * 100_000, "\U0001f600", "\x1b[31m", "\u202eabc", "日本語"])
def test_any_line_can_be_indexed(tmp_path: Path, text: str) -> None:
    (tmp_path / "tmp").mkdir()
    index = SearchIndex(tmp_path / "search", tmp_path / "tmp")
    index.rebuild_if_stale("one", lines([text, "crane"]))
    assert found(index, "crane") == [2]


def _never() -> Iterator[IndexLine]:
    raise AssertionError("the lines were read")
    yield


def test_an_index_is_built_once_for_a_stamp(index: SearchIndex, tmp_path: Path) -> None:
    assert not index.rebuild_if_stale("one", _never())
    assert not SearchIndex(tmp_path / "search", tmp_path / "tmp").rebuild_if_stale("one", _never())


def test_another_stamp_builds_another_and_removes_the_first(index: SearchIndex, tmp_path: Path) -> None:
    (first,) = names(tmp_path / "search")
    assert index.rebuild_if_stale("two", lines(["another crane"]))
    (second,) = names(tmp_path / "search")
    assert first != second
    assert found(index, "another") == [1]
    assert names(tmp_path / "tmp") == []


def replaced(path: Path, data: bytes | bytearray) -> None:
    """A new file under the name: the open index still looks at the old one."""
    path.unlink()
    path.write_bytes(data)


@pytest.mark.parametrize("harm", ["cut", "stamp", "gone", "added", "meta"])
def test_a_damaged_index_is_made_again(index: SearchIndex, tmp_path: Path, harm: str) -> None:
    (home,) = (tmp_path / "search").iterdir()
    longest = max(home.iterdir(), key=lambda path: path.stat().st_size)
    if harm == "cut":
        replaced(longest, longest.read_bytes()[:-1])
    elif harm == "stamp":
        (home / "stamp.json").write_bytes(b"{}")
    elif harm == "gone":
        longest.unlink()
    elif harm == "meta":
        replaced(home / "meta.json", b"x" * (home / "meta.json").stat().st_size)
    else:
        (home / "extra.idx").touch()
    fresh = SearchIndex(tmp_path / "search", tmp_path / "tmp")
    assert not fresh.unchanged()
    assert fresh.rebuild_if_stale("one", lines(LINES))
    assert fresh.unchanged()
    assert found(fresh, "crane") == [1, 2]


def test_bytes_changed_in_place_are_noticed_when_all_are_read(index: SearchIndex, tmp_path: Path) -> None:
    assert index.unchanged()
    kept = next((tmp_path / "search").rglob("*.store"))
    data = bytearray(kept.read_bytes())
    data[len(data) // 3] ^= 1
    replaced(kept, data)
    assert not index.unchanged()


def test_an_index_that_came_with_a_copied_case_is_made_again(index: SearchIndex, tmp_path: Path) -> None:
    shutil.copytree(tmp_path / "search", tmp_path / "copied")
    copied = SearchIndex(tmp_path / "copied", tmp_path / "tmp")
    assert copied.rebuild_if_stale("one", lines(["ours"]))
    assert found(copied, "ours") == [1]


def test_an_index_moved_with_its_case_is_kept(index: SearchIndex, tmp_path: Path) -> None:
    (tmp_path / "search").rename(tmp_path / "moved")
    assert not SearchIndex(tmp_path / "moved", tmp_path / "tmp").rebuild_if_stale("one", _never())


def test_searching_before_building_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SaysoError) as caught:
        SearchIndex(tmp_path / "search", tmp_path / "tmp").search("crane")
    assert caught.value.code == "index_broken"


def test_lines_that_fail_on_the_way_leave_the_old_index(index: SearchIndex, tmp_path: Path) -> None:
    def torn() -> Iterator[IndexLine]:
        yield from lines(["half"])
        raise InterruptedError

    with pytest.raises(InterruptedError):
        index.rebuild_if_stale("two", torn())
    assert names(tmp_path / "tmp") == []
    assert not index.rebuild_if_stale("one", _never())


def test_a_full_disk_is_said_to_be_full(index: SearchIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise ValueError("IO error: 'No space left on device (os error 28)'")

    monkeypatch.setattr(module, "_write", full)
    with pytest.raises(SaysoError) as caught:
        index.rebuild_if_stale("two", lines(LINES))
    assert caught.value.code == "disk_full"


def test_discarding_leaves_no_file(index: SearchIndex, tmp_path: Path) -> None:
    index.discard()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_same_lines_give_the_same_answers(tmp_path: Path) -> None:
    answers = []
    for name in ("one", "two"):
        (tmp_path / name / "tmp").mkdir(parents=True)
        index = SearchIndex(tmp_path / name / "search", tmp_path / name / "tmp")
        index.rebuild_if_stale("s", lines(LINES * 50))
        answers.append([index.search(query, 20) for query in ("the", "crane OR harb*", "nothing")])
    assert answers[0] == answers[1]


def test_a_case_that_cannot_be_written_is_searched_in_memory(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "derived" / "search", tmp_path / "not made")
    index.rebuild_if_stale("s", lines(["the crane fell", "nothing"]))
    assert found(index, "crane") == [1]
    assert names(tmp_path) == []


def test_a_query_of_bytes_that_are_no_text_finds_nothing(index: SearchIndex) -> None:
    assert found(index, "cr\udcffane") == []


class Papers:
    """Documents of some lines each."""

    def __init__(self, **texts: list[str]) -> None:
        self.texts = texts
        self.holds = {document: str(said) for document, said in texts.items()}
        self.read: list[str] = []

    def lines(self, documents: Collection[str]) -> Iterator[IndexLine]:
        for document in sorted(self.texts.keys() & documents):
            self.read.append(document)
            yield from lines(self.texts[document], f"{document}.txt")


A, B, C = LINES[:3], LINES[3:], ["The crane stood at the port.", "Nothing was closed."]
ASKED = ("crane", "harbour master", '"the crane"', "nothing", "wrote OR stood")


def told(index: SearchIndex) -> list[object]:
    return [[(hit.at.file, hit.at.line, hit.score) for hit in index.search(query)] for query in ASKED]


def test_documents_that_come_are_put_to_the_last_index_which_finds_what_a_new_one_finds(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    index = SearchIndex(tmp_path / "search", tmp_path / "tmp")
    assert index.bring_up_to_date("one", Papers(a=A, b=B))
    more = Papers(a=A, b=B, c=C)
    assert index.bring_up_to_date("two", more)
    assert more.read == ["c"]
    fresh = SearchIndex(tmp_path / "fresh", tmp_path / "tmp")
    fresh.bring_up_to_date("two", Papers(a=A, b=B, c=C))
    assert told(index) == told(fresh)
    assert len(names(tmp_path / "search")) == 1
    assert index.unchanged()
    assert not names(tmp_path / "tmp")


def test_what_was_changed_in_the_last_index_is_still_noticed_in_the_next(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    index = SearchIndex(tmp_path / "search", tmp_path / "tmp")
    index.bring_up_to_date("one", Papers(a=A, b=B))
    kept = next((tmp_path / "search").rglob("*.store"))
    data = bytearray(kept.read_bytes())
    data[len(data) // 3] ^= 1
    replaced(kept, data)
    index.bring_up_to_date("two", Papers(a=A, b=B, c=C))
    assert not index.unchanged()


@pytest.mark.parametrize("left", [{"a": A, "c": C}, {"a": A, "b": C, "c": C}], ids=["gone", "another"])
def test_where_a_document_went_nothing_of_it_stays(tmp_path: Path, left: dict[str, list[str]]) -> None:
    (tmp_path / "tmp").mkdir()
    index = SearchIndex(tmp_path / "search", tmp_path / "tmp")
    index.bring_up_to_date("one", Papers(a=A, b=[*B, "the quibblesome ferry"]))
    index.bring_up_to_date("two", Papers(**left))
    assert not index.search("quibblesome")
    assert not any(b"quibblesome" in path.read_bytes() for path in (tmp_path / "search").rglob("*") if path.is_file())
