"""A person's verdicts made into judgements: what each wants, what it is anchored to, and which it supersedes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sayso.engine.attach import NAMES, Anchors, names_of, ties
from sayso.engine.findings import found
from sayso.engine.names import called
from sayso.engine.places import Places
from sayso.engine.promises import BY_TERMS, covered, initials, standing
from sayso.engine.records import Documents
from sayso.errors import AskedWrongly
from sayso.link.constraints import Tie, clash
from sayso.model.findings import Entity
from sayso.model.item import Item
from sayso.model.judgement import AUTHENTICITY, HANDLING, VERDICTS, Anchor, Judgement, anchor_at, in_force, judged
from sayso.model.span import Span, hull
from sayso.settings import Settings
from sayso.store.protocol import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A verdict as a person gives it."""

    verdict: str
    on: tuple[str, ...]
    """Keys, files or names, as the verdict wants them."""
    value: str = ""
    by: str
    why: str = ""
    at: date


@dataclass(frozen=True, slots=True)
class Desk:
    """What a verdict is looked up in."""

    view: View
    documents: Documents
    places: Places
    settings: Settings


def to_judge(desk: Desk, asked: Asked) -> list[Judgement]:
    """The judgement that keeps a verdict; it supersedes the one that stands on the same.

    :raises AskedWrongly: ``no_initials``, ``bad_verdict``, ``no_such_place``, ``no_such_file``, ``no_such_name``,
        ``judgements_clash`` with the chain of verdicts that it contradicts.
    """
    initials(asked.by)
    if asked.verdict not in MAKERS:
        raise AskedWrongly("bad_verdict", f"there is no verdict {asked.verdict}", f"these are: {', '.join(VERDICTS)}")
    about, anchors, value = MAKERS[asked.verdict](desk, asked)
    given = in_force(desk.view.judgements())
    family = family_of(about, asked.verdict)
    before = [j for j in given if family_of(j.about, j.verdict) == family]
    made = judged(
        about,
        asked.verdict,
        by=asked.by,
        at=asked.at.isoformat(),
        anchors=anchors,
        value=value,
        why=asked.why,
        supersedes=before[0].id if before else None,
    )
    refuse_clash(Anchors(desk.view, desk.settings), [*(j for j in given if j not in before), made])
    return [made]


def family_of(about: str, verdict: str) -> tuple[str, str]:
    """Judgements of one family on one thing supersede each other: "differs" takes the place of "same"."""
    return about, "same" if verdict == "differs" else verdict


def refuse_clash(anchors: Anchors, given: Iterable[Judgement]) -> None:
    """Refuses verdicts of which some make one what another keeps apart.

    :raises AskedWrongly: ``judgements_clash``.
    """
    by_id = {judgement.id: judgement for judgement in given}
    pairs = [j for j in by_id.values() if j.verdict in ("same", "differs")]
    people = [j for j in by_id.values() if j.verdict == "person" and j.value in ("one", "two")]
    chains = (
        clash(_ties(anchors, pairs, "same"), _ties(anchors, pairs, "differs")),
        clash(_names(people, "one"), _names(people, "two")),
    )
    for chain in filter(None, chains):
        told = "; ".join(_told(by_id[tie.judgement]) for tie in chain)
        raise AskedWrongly(
            "judgements_clash",
            f"these verdicts cannot all hold: {told}",
            "withdraw one of them with `sayso judge CASE withdraw ID --by INITIALS`",
        )


def _ties(anchors: Anchors, given: Iterable[Judgement], verdict: str) -> list[Tie]:
    out: list[Tie] = []
    for judgement in given:
        where = [anchors.statements(anchor) for anchor in judgement.anchors]
        if judgement.verdict == verdict and all(where):
            out += ties(judgement, where)
    return out


def _names(given: Iterable[Judgement], value: str) -> list[Tie]:
    return [Tie(names_of(j)[0], names_of(j)[1], j.id) for j in given if j.value == value]


def _told(judgement: Judgement) -> str:
    kind, _, on = judgement.about.partition(":")
    both = on.replace(NAMES if kind == "names" else ",", " and ")
    decided = {"one": "are one", "two": "are two"}.get(judgement.value, judgement.verdict)
    return f"{both} {decided} ({judgement.by})"


Made = tuple[str, tuple[Anchor, ...], str]
"""What a judgement is on, its anchors and its value."""


def _pair(desk: Desk, asked: Asked) -> Made:
    if len(asked.on) != 2:
        raise AskedWrongly("bad_verdict", f"{asked.verdict} wants two keys", "give keys as the lists print them")
    found_there = sorted((desk.places.statement(key) for key in asked.on), key=lambda s: s.id)
    if found_there[0].id == found_there[1].id:
        raise AskedWrongly("bad_verdict", "both keys mean one statement", "give two")
    about = ",".join(statement.key for statement in found_there)
    anchors = tuple(_words(desk, s.document, hull(s.at.content)) for s in found_there)
    return f"pair:{about}", anchors, ""


def _speaker(desk: Desk, asked: Asked) -> Made:
    if len(asked.on) != 1:
        raise AskedWrongly("bad_verdict", "speaker wants one key and a name", 'for nobody known the name is ""')
    statement = desk.places.statement(asked.on[0])
    anchor = _words(desk, statement.document, hull(statement.at.content))
    return f"words:{statement.key}", (anchor,), " ".join(asked.value.split())


def _person(desk: Desk, asked: Asked) -> Made:
    value = " ".join(asked.value.split())
    wanted = 2 if value in ("one", "two") else 1
    if len(asked.on) != wanted or not value:
        raise AskedWrongly(
            "bad_verdict", "person wants two names, or one name and what to call it", "see `sayso judge --help`"
        )
    known = sorted((_named(desk, name) for name in asked.on), key=lambda pair: pair[0])
    if len({name for name, _ in known}) < wanted:
        raise AskedWrongly("bad_verdict", f"both are {known[0][0]}", "give two names")
    anchors = tuple(_mention(desk, name, entity) for name, entity in known if entity.mentions)
    return f"names:{NAMES.join(name for name, _ in known)}", anchors, value


def _named(desk: Desk, name: str) -> tuple[str, Entity]:
    """The form of a name as the case has it, and whom it means."""
    wanted = " ".join(name.split()).casefold()
    fits = [(form, e) for e in found(desk.view, Entity) for form in (e.name, *e.aliases) if form.casefold() == wanted]
    by_entity = {entity.id: (form, entity) for form, entity in reversed(fits)}
    if NAMES in name or not fits:
        raise AskedWrongly("no_such_name", f"the case knows nobody called {name}", "give a name as the brief prints it")
    if len(by_entity) > 1:
        called_so = "; ".join(sorted({entity.name for _, entity in by_entity.values()}))
        raise AskedWrongly("ambiguous", f"{name} may be several: {called_so}", "give the full name")
    return next(iter(by_entity.values()))


def _mention(desk: Desk, name: str, entity: Entity) -> Anchor:
    """An anchor on the first place where the name stands in this form, else on the first of the entity."""
    anchors = (_words(desk, place.document, place.span) for place in entity.mentions)
    first = _words(desk, entity.mentions[0].document, entity.mentions[0].span)
    return next((anchor for anchor in anchors if " ".join(anchor.words.split()) == name), first)


def _authentic(desk: Desk, asked: Asked) -> Made:
    if asked.value not in AUTHENTICITY:
        raise AskedWrongly(
            "bad_verdict", "authentic wants a file and a word", f"the words are: {', '.join(AUTHENTICITY)}"
        )
    item = _item(desk, asked)
    return f"item:{item.file}", _digests(item), asked.value


def _release(desk: Desk, asked: Asked) -> Made:
    item = _item(desk, asked)
    rules = covered(desk.view, standing(desk.view)).get(item.id, ())
    if not rules:
        raise AskedWrongly("bad_verdict", f"no handling rule binds {item.file}", "`sayso judge CASE list` lists them")
    about = f"item:{item.file}"
    before = [j.value for j in in_force(desk.view.judgements()) if (j.about, j.verdict) == (about, "release")]
    lifted = {id_ for value in before for id_ in value.split(",")} | {rule.id for rule in rules}
    return about, _digests(item), ",".join(sorted(lifted))


def _note(desk: Desk, asked: Asked) -> Made:
    if len(asked.on) != 1 or not asked.value.strip():
        raise AskedWrongly("bad_verdict", "note wants a key or a file, and a text", "see `sayso judge --help`")
    if called(desk.view.items(), set(asked.on)):
        item = _item(desk, asked)
        return f"item:{item.file}", _digests(item), asked.value
    shown = desk.places.shown(asked.on[0])
    return f"words:{asked.on[0].upper()}", (_words(desk, shown.document, shown.at),), asked.value


def _item(desk: Desk, asked: Asked) -> Item:
    if len(asked.on) != 1:
        raise AskedWrongly("bad_verdict", f"{asked.verdict} wants one file", "see `sayso judge --help`")
    return item_called(desk.view, asked.on[0])


def item_called(view: View, file: str) -> Item:
    """The file of that name, the one that counts where an older one bore it too.

    :raises AskedWrongly: ``no_such_file``.
    """
    items = sorted(called(view.items(), {file}), key=lambda item: item.status == "replaced")
    if not items:
        raise AskedWrongly(
            "no_such_file", f"the case has no file {file}", "`sayso status CASE --file '*'` lists its files"
        )
    return items[0]


def _digests(item: Item) -> tuple[Anchor, ...]:
    return tuple(Anchor(digest=digest) for digest in (item.sha256, item.content) if digest)


def _words(desk: Desk, document: str, span: Span) -> Anchor:
    item = desk.view.item(desk.documents.items[document])
    return anchor_at(desk.documents(document).text, span, item.sha256 if item else "")


MAKERS: MappingProxyType[str, Callable[[Desk, Asked], Made]] = MappingProxyType(
    {
        "same": _pair,
        "differs": _pair,
        "speaker": _speaker,
        "person": _person,
        "authentic": _authentic,
        "release": _release,
        "note": _note,
    }
)
"""How each verdict is tied to the case."""


def take_over(desk: Desk, given: Iterable[Judgement]) -> tuple[list[Judgement], list[tuple[Judgement, str]]]:
    """Of a colleague's judgements those to keep here, and those that clash with ours, each with the reason.

    Handling rules and notes are always kept: of two promises both are obeyed. What decides otherwise than ours on the
    same thing is left out and told, and so is a release from a rule that stands here.
    """
    ours = {judgement.id: judgement for judgement in desk.view.judgements()}
    new = [j for j in sorted(given, key=lambda j: (j.at, j.id)) if j.id not in ours]
    anchors = Anchors(desk.view, desk.settings)
    kept: list[Judgement] = []
    left: list[tuple[Judgement, str]] = []
    passed = {j.supersedes for j in new}
    for judgement in new:
        holds = judgement.id not in passed and not judgement.withdrawn
        reason = _why_not(anchors, [*ours.values(), *kept], judgement) if holds else ""
        if reason:
            left.append((judgement, reason))
        else:
            kept.append(judgement)
    return kept, left


def _why_not(anchors: Anchors, ours: list[Judgement], theirs: Judgement) -> str:
    """Why a colleague's verdict does not hold beside ours; empty where it does."""
    if theirs.verdict in HANDLING or theirs.verdict == "note":
        return ""
    standing_here = [j for j in in_force(ours) if j.id != theirs.supersedes]
    if theirs.verdict == "release":
        lifted = set(theirs.value.split(","))
        bound = [j for j in standing_here if j.id in lifted and j.by != BY_TERMS]
        return f"here {bound[0].verdict} holds ({bound[0].by})" if bound else ""
    family = family_of(theirs.about, theirs.verdict)
    for other in standing_here:
        if family_of(other.about, other.verdict) == family and _says(other) != _says(theirs):
            return f"here it is {' '.join(filter(None, _says(other)))} ({other.by})"
    try:
        refuse_clash(anchors, [*standing_here, theirs])
    except AskedWrongly as error:
        return error.sentence
    return ""


def _says(judgement: Judgement) -> tuple[str, str]:
    return judgement.verdict, judgement.value
