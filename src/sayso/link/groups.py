"""Connected components: the groups of linking, a function of what is joined and of nothing else."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

T = TypeVar("T", bound=Hashable)


def components(nodes: Iterable[T], edges: Iterable[tuple[T, T]]) -> list[list[T]]:
    """The components of a graph, each sorted, sorted by their smallest member; near linear in time."""
    parent: dict[T, T] = {node: node for node in nodes}
    for a, b in edges:
        first, second = _root(parent, a), _root(parent, b)
        if first != second:
            low, high = _ordered(first, second)
            parent[high] = low
    out: dict[T, list[T]] = {}
    for node in parent:
        out.setdefault(_root(parent, node), []).append(node)
    return sorted((_sorted(group) for group in out.values()), key=lambda g: _key(g[0]))


def _root(parent: dict[T, T], node: T) -> T:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _ordered(a: T, b: T) -> tuple[T, T]:
    return (a, b) if _key(a) <= _key(b) else (b, a)


def _sorted(group: list[T]) -> list[T]:
    return sorted(group, key=_key)


def _key(value: Any) -> Any:
    return value
