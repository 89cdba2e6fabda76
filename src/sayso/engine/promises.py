"""Handling rules: what was promised for an item or a drop, which items a rule covers, and the case without those.

What goes out (briefs, lists, exports) is made from a view in which a withheld item does not stand at all, with findings
derived anew over what is left: nothing of it can be in what is made from that, not even a count of sources.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from sayso.engine.findings import found
from sayso.engine.linking import settle
from sayso.engine.names import called
from sayso.engine.records import Documents, live
from sayso.errors import AskedWrongly
from sayso.model.document import document_id, page_at
from sayso.model.ids import sha256_hex
from sayso.model.item import Drop, Item
from sayso.model.judgement import HANDLING, Anchor, Judgement, in_force, judged
from sayso.model.span import hull
from sayso.model.statement import Statement
from sayso.present.shape import Unquoted, Withheld
from sayso.read.dates import first_date
from sayso.settings import Settings
from sayso.store.case import OpenCase
from sayso.store.memory import MemoryStore, MemoryWriter
from sayso.store.protocol import Generation, Row, View

ORDER = ("privileged", "off the record", "set aside", "embargo", "not for quotation")
"""The rules that withhold, the one that is told first where an item is under several."""
BY_TERMS = "terms"
"""In the place of initials, where a rule was read from the terms of a drop."""
_EMPTY = sha256_hex(b"")
_TERMS = (
    ("embargo", re.compile(r"\bembargo|\bnot before\b|\b(?:hold|nothing) (?:until|till|before)\b", re.IGNORECASE)),
    ("not for quotation", re.compile(r"\bnot (?:for quotation|to be quoted)\b|\bno quot", re.IGNORECASE)),
    ("off the record", re.compile(r"\boff[- ]the[- ]record\b", re.IGNORECASE)),
    ("privileged", re.compile(r"\bprivileged\b", re.IGNORECASE)),
    ("set aside", re.compile(r"\bset aside\b", re.IGNORECASE)),
    ("no pictures", re.compile(r"\bno (?:pictures|photographs|photos|facsimiles)\b", re.IGNORECASE)),
)


def rules_of_terms(drop: Drop) -> tuple[Judgement, ...]:
    """The handling rules that the terms of a drop name; an embargo without a day that can be read has no end."""
    names = [name for name, shape in _TERMS if shape.search(drop.terms)]
    until = first_date(drop.terms)
    return tuple(
        judged(f"drop:{drop.label}", name, by=BY_TERMS, at=drop.on, until=until if name == "embargo" else None)
        for name in names
    )


def told(drop: Drop | None) -> tuple[str, ...]:
    """What a person should know of the handling rules read from the terms of a drop."""
    if drop is None or not drop.terms:
        return ()
    rules = rules_of_terms(drop)
    if not rules:
        return ("the terms name no handling rule and bind nothing by themselves: `sayso judge CASE handling` sets one",)
    named = ", ".join(f"{rule.verdict} until {rule.until}" if rule.until else rule.verdict for rule in rules)
    open_end = any(rule.verdict == "embargo" and rule.until is None for rule in rules)
    later = "; no day could be read: it holds until `sayso judge` sets another" if open_end else ""
    return (f"the terms are taken as: {named}{later}",)


def standing(view: View, *, every: bool = False) -> tuple[Judgement, ...]:
    """The handling rules in force, those of terms included, by id; ``every``: those that hold no more, too."""
    terms = [rule for drop in view.drops() for rule in rules_of_terms(drop)]
    given = [*view.judgements(), *terms]
    return tuple(sorted(given, key=lambda judgement: judgement.id)) if every else in_force(given)


def by_file(view: View) -> dict[str, tuple[Judgement, ...]]:
    """The handling rules of every file that is under one, by file."""
    held = covered(view, standing(view))
    return {item.file: held[item.id] for item in view.items() if item.id in held}


def keep(case: OpenCase, make: Callable[[View], list[Judgement]]) -> tuple[Judgement, ...]:
    """Keeps the judgements that ``make`` gives for the case as it stands."""
    with case.store.view() as view:
        given = make(view)
    with case.store.writing() as writer:
        writer.put_judgements(given)
    return tuple(given)


def covered(view: View, rules: Iterable[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """Rules by the id of every item they cover: by name, by bytes, by content, by drop, and all that is inside it."""
    by_about: dict[str, list[Judgement]] = {}
    for rule in rules:
        for hold in (rule.about, *(f"digest:{anchor.digest}" for anchor in rule.anchors)):
            by_about.setdefault(hold, []).append(rule)
    if not by_about:
        return {}
    items = list(view.items())
    own = {item.id: [rule for hold in _holds(item) for rule in by_about.get(hold, ())] for item in items}
    holder = {item.id: item.holder for item in items}
    out = {}
    for item in items:
        at: str | None = item.id
        held: dict[str, Judgement] = {}
        while at is not None:
            held |= {rule.id: rule for rule in own.get(at, ())}
            at = holder.get(at)
        if held:
            out[item.id] = tuple(held[id_] for id_ in sorted(held))
    return out


def _holds(item: Item) -> Iterator[str]:
    yield f"item:{item.file}"
    if item.drop:
        yield f"drop:{item.drop}"
    for digest in (item.sha256, item.content):
        if digest and digest != _EMPTY:
            yield f"digest:{digest}"


def withholds(rule: Judgement, on: date) -> bool:
    """Whether a rule keeps an item in on that day."""
    return rule.verdict in ORDER and (rule.verdict != "embargo" or rule.until is None or on.isoformat() < rule.until)


class Wish(NamedTuple):
    """A handling rule that a person wants on files or on a drop."""

    rule: str
    files: Collection[str] = ()
    drop: str | None = None
    until: str | None = None
    why: str = ""


def to_judge(view: View, wish: Wish, *, by: str, at: date) -> list[Judgement]:
    """The judgements that meet ``wish``; each supersedes one of the same rule that stands.

    :raises AskedWrongly: ``no_such_rule``, ``no_such_file``, ``no_such_drop``, ``no_day``, ``no_initials``.
    """
    _check(view, wish, by)
    anchors = {f"item:{item.file}": _anchors(item) for item in _named(view, wish.files)}
    if wish.drop:
        anchors[f"drop:{wish.drop}"] = ()
    passed = {judgement.supersedes for judgement in standing(view, every=True)}
    last = {(j.about, j.verdict): j.id for j in standing(view, every=True) if j.id not in passed}
    return [
        judged(
            about,
            wish.rule,
            by=by,
            at=at.isoformat(),
            anchors=held,
            until=wish.until,
            why=wish.why,
            supersedes=last.get((about, wish.rule)),
        )
        for about, held in anchors.items()
    ]


def to_withdraw(view: View, ids: Iterable[str], *, by: str, why: str, at: date) -> list[Judgement]:
    """The judgements that take back those of ``ids``.

    :raises AskedWrongly: ``no_such_judgement``, ``no_initials``.
    """
    _initials(by)
    known = {rule.id: rule for rule in standing(view)}
    for id_ in ids:
        if id_ not in known:
            raise AskedWrongly(
                "no_such_judgement", f"no judgement {id_} is in force", "`sayso judge CASE list` lists those that are"
            )
    return [
        judged(known[i].about, known[i].verdict, by=by, at=at.isoformat(), why=why, supersedes=i, withdrawn=True)
        for i in dict.fromkeys(ids)
    ]


def of_erased(view: View) -> list[str]:
    """Ids of the judgements on files and drops that the case does not have any more: an erasing takes them too."""
    items = list(view.items())
    there = {f"item:{item.file}" for item in items} | {f"drop:{item.drop}" for item in items}
    return [judgement.id for judgement in view.judgements() if judgement.about not in there]


def _check(view: View, wish: Wish, by: str) -> None:
    _initials(by)
    if wish.rule not in HANDLING:
        known = ", ".join(HANDLING)
        raise AskedWrongly("no_such_rule", f"there is no handling rule {wish.rule}", f"these are: {known}")
    if (wish.rule == "embargo") != (wish.until is not None):
        raise AskedWrongly("no_day", "an embargo wants a day, and no other rule has one", "give --until YYYY-MM-DD")
    if wish.drop and wish.drop not in {known.label for known in view.drops()}:
        raise AskedWrongly("no_such_drop", f"the case has no drop {wish.drop}", "`sayso add --drop` names one")


def _initials(by: str) -> None:
    if not re.fullmatch(r"\w{1,8}", by) or by == BY_TERMS:
        raise AskedWrongly("no_initials", "a judgement wants initials", "give --by AB; no login is ever taken")


def _named(view: View, files: Collection[str]) -> list[Item]:
    found_items = called(view.items(), dict.fromkeys(files)) if files else []
    names = {item.file for item in found_items}
    for file in files:
        if file not in names:
            raise AskedWrongly(
                "no_such_file", f"the case has no file {file}", "`sayso status CASE --file '*'` lists its files"
            )
    return found_items


def _anchors(item: Item) -> tuple[Anchor, ...]:
    return tuple(Anchor(digest=d) for d in (item.sha256, item.content) if d and d != _EMPTY)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What may go out of a case on a day: the view and documents to make it from, and what was kept in."""

    view: View
    documents: Documents
    withheld: tuple[Withheld, ...] = ()
    rules: tuple[Judgement, ...] = ()
    """The handling rules in force that cover something."""


@contextmanager
def outgoing(case: OpenCase, view: View, settings: Settings, on: date) -> Iterator[Outgoing]:
    """What may go out on the day ``on``.

    Costs nothing where no rule withholds anything, else a linking of what is left, of which facts are known.
    """
    rules = standing(view)
    held = covered(view, rules)
    hidden = {id_: kept for id_, given in held.items() if (kept := [r for r in given if withholds(r, on)])}
    told = tuple(rule for rule in rules if any(rule in given for given in held.values()))
    if not hidden:
        yield Outgoing(view, Documents(view), (), told)
        return
    left = _LeftStore(view, frozenset(hidden))
    settle(replace(case, store=left), settings, lambda *_: None, keep=False)
    with left.view() as rest:
        yield Outgoing(rest, Documents(rest), _withheld(view, hidden), told)


def _withheld(view: View, hidden: dict[str, list[Judgement]]) -> tuple[Withheld, ...]:
    """What is kept in, by rule and day; each item counts once, under its weightiest rule."""
    group: dict[str, tuple[int, str]] = {}
    for id_, rules in hidden.items():
        first = min(rules, key=lambda rule: (ORDER.index(rule.verdict), rule.until or ""))
        group[id_] = ORDER.index(first.verdict), first.until or ""
    texts = {document_id(i): i for i in hidden if (item := view.item(i)) and live(item)}
    said: dict[tuple[int, str], list[Statement]] = {}
    for statement in found(view, Statement):
        if statement.document in texts:
            said.setdefault(group[texts[statement.document]], []).append(statement)
    documents = Documents(view)
    return tuple(
        Withheld(
            rule=ORDER[rule],
            until=until or None,
            files=sum(1 for key in group.values() if key == (rule, until)),
            documents=sum(1 for item in texts.values() if group[item] == (rule, until)),
            statements=len(said.get((rule, until), ())),
            unquoted=_unquoted(documents, said.get((rule, until), ())) if ORDER[rule] == "not for quotation" else (),
        )
        for rule, until in sorted(set(group.values()))
    )


def _unquoted(documents: Documents, statements: Iterable[Statement]) -> tuple[Unquoted, ...]:
    places = []
    for statement in statements:
        document = documents(statement.document)
        page = page_at(document.content, hull(statement.at.content).start)
        places.append(Unquoted(file=document.file, page=page, key=statement.key))
    return tuple(sorted(places, key=lambda place: (place.file, place.page, place.key)))


class _LeftStore:
    """The records of a case without some items; facts and findings made over the rest stay in memory."""

    def __init__(self, base: View, hidden: frozenset[str]) -> None:
        self._base = base
        self._hidden = hidden
        self._made = MemoryStore()

    @contextmanager
    def view(self) -> Iterator[_LeftView]:
        """A snapshot for as long as the block lasts."""
        with self._made.view() as made:
            yield _LeftView(self._base, self._hidden, made)

    @contextmanager
    def writing(self) -> Iterator[MemoryWriter]:
        """A transaction on what is made over the rest."""
        with self._made.writing() as writer:
            yield writer

    def compact(self) -> None:
        """Nothing to do."""

    def check(self) -> tuple[()]:
        """Nothing of its own to check."""
        return ()

    def close(self) -> None:
        """Nothing to let go of."""


class _LeftView:
    """One view without some items, as if they had never been added."""

    def __init__(self, base: View, hidden: frozenset[str], made: View) -> None:
        self._base = base
        self._hidden = hidden
        self._made = made

    def items(self) -> Iterator[Item]:
        return (item for item in self._base.items() if item.id not in self._hidden)

    def item(self, id: str) -> Item | None:  # noqa: A002 - the noun is id everywhere
        return None if id in self._hidden else self._base.item(id)

    def drops(self) -> tuple[Drop, ...]:
        used = {item.drop for item in self.items()}
        return tuple(drop for drop in self._base.drops() if drop.label in used)

    def judgements(self) -> tuple[Judgement, ...]:
        return self._base.judgements()

    def fact(self, stage: str, key: str) -> bytes | None:
        return self._made.fact(stage, key) or self._base.fact(stage, key)

    def fact_keys(self, stage: str) -> Iterator[str]:
        return iter(sorted({*self._made.fact_keys(stage), *self._base.fact_keys(stage)}))

    def has_facts(self, stage: str, keys: Iterable[str]) -> set[str]:
        asked = list(keys)
        return self._made.has_facts(stage, asked) | self._base.has_facts(stage, asked)

    def words(self, reading: str, page: int) -> bytes:
        return self._base.words(reading, page)

    def generation(self) -> Generation:
        return self._made.generation()

    def row(self, table: str, id: str) -> bytes | None:  # noqa: A002
        return self._made.row(table, id)

    def rows(self, table: str) -> Iterator[Row]:
        return self._made.rows(table)

    def meta(self, name: str) -> str | None:
        return self._base.meta(name)
