"""Through which door words came: an interview, a public statement, a paper; and to what else the same door leads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.extract.evidence import Case, Ground, same_body
from sayso.extract.interviews import Talk
from sayso.extract.lexicon import STATEMENTS, TELL, word_set
from sayso.extract.signs import (
    DIALOGUE,
    INTERVIEW,
    PUBLIC,
)
from sayso.model.span import Span, Spans
from sayso.model.statement import Basis, Channel

NEAR = 40
"""Statements either way from which a channel carries over."""


def channel_of(case: Case) -> tuple[Channel, Spans]:  # noqa: PLR0911 - a table, read from the top
    """The door one statement came through, and the words that tell it."""
    if case.speaker.sort == "document":
        return "document", ()
    if case.speaker.phrase is not None and case.speaker.phrase.head in STATEMENTS:
        return ("document", ()) if case.genre in {"letter", "memo", "mail"} else ("public statement", case.found.source)
    if case.genre in {"release", "minutes"} and not case.nested:
        return ("public statement", ()) if _is_issuers(case) else ("unstated", ())
    if case.own:
        return "document", ()
    if case.genre == "article" and of_itself(case):
        return ("public statement", case.found.cue) if case.cue.lemma in _TAKES_BACK else ("document", case.found.cue)
    interview = case.frame(INTERVIEW) or _told_us(case) or _told_here(case)
    if interview and case.genre in {"article", "paper"}:
        return "interview", interview
    public = case.frame(PUBLIC)
    if public and case.genre in {"article", "paper"} and not case.nested:
        return "public statement", public
    same = case.cue.lemma in {"deny", "go_on"} or case.source_word in {"i", "we"}
    if case.nested and case.parent is not None and same and case.parent.channel == "public statement":
        return "public statement", case.parent.words
    return "unstated", ()


def _is_issuers(case: Case) -> bool:
    """Whether a statement in a release or in minutes is the issuer's own, or made at the meeting."""
    if case.genre == "minutes" or case.own:
        return True
    if case.stretch.part.publisher and same_body(case.speaker.name or "", case.stretch.part.publisher):
        return True
    before = case.text[max(case.found.cue[0].start - 12, 0) : case.found.cue[0].start]
    done = re.search(r"\b(?:has|have|had)\s+(?:\w+\s+)?$", before) or case.cue.words[:1] in {
        ("has",),
        ("have",),
        ("had",),
    }
    if done and case.cue.lemma not in {"order", "direct", "instruct", "authorise", "authorize"}:
        return False
    entry = case.speaker.entry
    if case.speaker.sort == "organisation":
        return not case.stretch.part.publisher or same_body(case.speaker.name or "", case.stretch.part.publisher)
    return entry is not None and not entry.roles & _OUTSIDERS


_OUTSIDERS = word_set("independent consultant coroner professor outside auditor auditors")
_TAKES_BACK = word_set("withdraw retract correct apologise apologize regret disown")


def of_itself(case: Case) -> bool:
    """Whether a newspaper tells what it wrote or takes back, or its reporter what he wrote."""
    if case.nested or case.cue.lemma not in _TAKES_BACK | {"write", "report", "state", "say", "print", "publish"}:
        return False
    part = case.stretch.part
    heads = [head for head in (part.publisher, part.author) if head]
    return any(same_body(case.speaker.name or "", head) for head in heads)


def _told_us(case: Case) -> Spans:
    """The "us" right behind a cue: "asked us to wait"."""
    if case.nested or case.cue.lemma not in TELL | {"ask", "assure", "beg"}:
        return ()
    us = re.compile(r"\s+(?:us|me)\b").match(case.text, case.found.cue[-1].end)
    return (Span(us.start() + 1, us.end()),) if us else ()


def _told_here(case: Case) -> Spans:
    """Where the sentence says that the words were spoken or written to this publication."""
    publisher = case.stretch.part.publisher
    if not publisher:
        return ()
    names = [re.escape(w) for w in publisher.split() if w[:1].isupper()]
    if not names:
        return ()
    last = rf"(?:the\s+)?(?:{'|'.join([re.escape(publisher), *names])})"
    told = re.compile(rf"\b(?:told|to|for|with|wrote to)\s+{last}(?!\s+(?:[A-Z]|in\b|on\b))")
    here = case.frame(told)
    if here or case.before is None or len(case.source_word) > 4:
        return here
    before = told.search(case.text, case.before.start, case.before.end)
    return (Span(before.start(), before.end()),) if before else ()


def settled(grounds: Sequence[Ground], cases: Sequence[Case], talk: Talk | None = None) -> list[Ground]:
    """``grounds`` with channels carried over: somebody who told this paper one thing told it the next one too."""
    grounds = [_in_talk(g, c, talk) if talk else g for g, c in zip(grounds, cases, strict=True)]
    out = list(grounds)
    for i, case in enumerate(cases):
        if (
            out[i].channel != "unstated"
            or case.nested
            or case.genre not in {"article", "paper"}
            or not case.speaker.name
        ):
            continue
        giver = _nearest(i, cases, grounds)
        if giver is not None and (grounds[giver].channel == "interview" or not _is_habitual(case)):
            channel = grounds[giver].channel
            basis: Basis = channel if out[i].basis == "unstated" else out[i].basis  # type: ignore[assignment]
            out[i] = replace(out[i], channel=channel, basis=basis)
    return out


def echoed(ground: Ground, below: Ground) -> Ground:
    """The ground of a heading: that of what it sums up, where this came by a door of its own."""
    if ground.basis in {"unstated", "hearsay"} and below.basis not in {"unstated", "witness", "measurement", "hearsay"}:
        return below
    return ground


def _in_talk(ground: Ground, case: Case, talk: Talk) -> Ground:
    """A ground that the text leaves open, of whoever gave the paper an interview."""
    if ground.channel != "unstated" or case.nested or case.speaker.entry is not talk.entry:
        return ground
    basis: Basis = "interview" if ground.basis == "unstated" else ground.basis
    return replace(ground, channel="interview", basis=basis, words=ground.words or (talk.words,))


def _is_habitual(case: Case) -> bool:
    """Whether the cue tells what somebody always says: "the ministry insists"."""
    simple = case.cue.words in {(case.cue.lemma,), (case.cue.lemma + "s",)}
    return simple and not case.cue.denied and not case.headline


def _nearest(at: int, cases: Sequence[Case], grounds: Sequence[Ground]) -> int | None:
    """The nearest statement of the same speaker with a channel of its own; for dialogue, of the paragraph before."""
    spoken = ("interview", "public statement")
    same = [
        j for j, c in enumerate(cases[max(at - NEAR, 0) : at + NEAR], start=max(at - NEAR, 0))
        if j != at and not c.nested and c.speaker.name == cases[at].speaker.name and grounds[j].channel in spoken
    ]  # fmt: skip
    if same:
        return min(same, key=lambda j: (abs(j - at), j > at))
    near = range(at - 1, max(at - 5, -1), -1) if cases[at].cue.lemma in DIALOGUE else range(0)
    return next(
        (j for j in near if not cases[j].nested and grounds[j].channel == "public statement" and _is_venue(cases[j])),
        None,
    )


def _is_venue(case: Case) -> bool:
    return bool(
        case.frame(
            re.compile(r"\b(?:chamber|parliament|council|meeting|court|hearing|committee|deputies)\b", re.IGNORECASE)
        )
    )
