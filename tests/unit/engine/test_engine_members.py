"""Items of what lies inside files."""

from __future__ import annotations

from sayso.engine.members import member_items
from sayso.model.item import Item
from sayso.model.reading import Member
from sayso.read.limits import LIMITS

HOLDER = Item(id="H", file="box.zip", sha256="aa", bytes=9, drop="HERON", added="2024-05-01", label="x", root="r")


def member(name: str, sha256: str = "bb", size: int = 3, reason: str | None = None) -> Member:
    return Member(name=name, sha256=sha256, bytes=size, reason=reason)


def test_a_member_is_named_after_its_holder_and_came_with_it() -> None:
    (found,) = member_items(HOLDER, [member("in/note!.txt")])
    assert found.file == "box.zip!in/note%21.txt"
    assert (found.status, found.holder, found.drop, found.added) == ("waiting", "H", "HERON", "2024-05-01")


def test_two_members_of_one_name_stay_apart() -> None:
    found = list(member_items(HOLDER, [member("a.txt", "b1"), member("a.txt", "b2"), member("a.txt", "b1")]))
    assert [i.file for i in found] == ["box.zip!a.txt", "box.zip!a.txt~2", "box.zip!a.txt~3"]
    assert len({i.id for i in found}) == 3


def test_what_was_not_taken_out_says_why() -> None:
    listed = [
        member("a", "", 0, "encrypted"),
        member("b", "", 0, "link"),
        member("c", "", 0),
        member("../d", "", 0, "unsafe_name"),
    ]
    assert [(i.status, i.reason) for i in member_items(HOLDER, listed)] == [
        ("failed", "encrypted"),
        ("skipped", "link"),
        ("skipped", "empty"),
        ("failed", "unsafe_name"),
    ]


def test_holders_inside_holders_end_somewhere() -> None:
    deep = Item(id="D", file="a" + "!b" * LIMITS.max_nested, sha256="aa", bytes=9)
    (found,) = member_items(deep, [member("c.txt")])
    assert (found.status, found.reason) == ("skipped", "too_deep")
