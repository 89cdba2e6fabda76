"""What ``ask`` answers: statements that bear on a question, each with its chain, its count and who answers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sayso.model.codec import plain
from sayso.present import wording
from sayso.present.blocks import block
from sayso.present.safe import one_line, visible
from sayso.present.shape import Citation, Line, Said, citations

NOTHING = "nothing in the pile bears on this"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One statement that bears on a question, or a claim of several."""

    score: float
    """Share of the question that it meets, 0 to 1."""
    said: Said
    """The statement that meets it best."""
    line: Line | None
    """The claim it states, or that it answers; None where it states none."""
    answers: bool = False
    """Whether it only answers the claim: denies, confirms or corrects it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and what bears on it, best first."""

    question: str
    answers: tuple[Answer, ...] = ()
    more: int = 0


def cited(asked: Asked) -> Iterator[Citation]:
    """Every quotation in it."""
    return citations(asked)


def rows(asked: Asked) -> Iterator[dict[str, Any]]:
    """An object an answer, for JSON Lines."""
    for number, answer in enumerate(asked.answers, 1):
        line, content = answer.line, answer.said.content
        yield {
            "rank": number,
            "score": round(answer.score, 2),
            "key": content.key,
            "statement": answer.said.statement,
            "file": content.file,
            "page": content.page,
            "document": content.document,
            "spans": [[s.start, s.end] for s in content.spans],
            "words": list(content.words),
            "speaker": answer.said.chain[0].who,
            "chain": [hop.who for hop in answer.said.chain],
            "kind": answer.said.kind,
            "claim": line.key if line else None,
            "answers_claim": answer.answers,
            "status": line.status if line else None,
            "independent_sources": line.independent_sources if line else None,
            "at_least": line.at_least if line else None,
            "denials": [_brief(each) for each in (line.answers if line else ()) if each.answers == "denies"],
            "responses": [_brief(each) for each in (line.answers if line else ()) if each.answers != "denies"],
            "contradicts": [_brief(each) for each in (line.contradicts if line else ())],
            "doubts": list(line.doubts) if line else [],
            "line": plain(line) if line else None,
        }


def readable(asked: Asked) -> Iterator[dict[str, Any]]:
    """A row an answer, for CSV."""
    for row in rows(asked):
        flat = {name: row[name] for name in ("rank", "key", "file", "page", "speaker", "kind")}
        words = " … ".join(row["words"])
        denied = "; ".join(f"{each['speaker']} ({each['key']})" for each in row["denials"])
        count = {name: row[name] for name in ("claim", "independent_sources", "at_least", "status")}
        yield {**flat, "words": words, "chain": " ← ".join(row["chain"]), **count, "denials": denied}


def _brief(said: Said) -> dict[str, Any]:
    return {
        "kind": said.answers or said.kind,
        "speaker": said.chain[0].who,
        "chain": [hop.who for hop in said.chain],
        "key": said.content.key,
        "file": said.content.file,
        "page": said.content.page,
        "words": list(said.content.words),
        "claim": said.claim,
    }


def asked_text(asked: Asked, width: int) -> str:
    """The answers as the brief prints its lines; nothing in them can steer a terminal."""
    if not asked.answers:
        return f"{NOTHING}\n"
    blocks = [_block(number, answer, width) for number, answer in enumerate(asked.answers, 1)]
    if asked.more:
        blocks.append(f"{wording.counted(asked.more, 'further answer')} not printed here; --top sets how many are.")
    return visible("\n\n".join(blocks)) + "\n"


def _block(number: int, answer: Answer, width: int) -> str:
    said, line = answer.said, answer.line
    head = f"{number}. {wording.opening(said)}: {wording.quoted(said.content)} [{said.content.key}]"
    through = wording.Fact("Through", (wording.Bit(wording.through(said)),))
    again = (wording.Bit("; again in "), *wording.places(said.also)) if said.also else ()
    stands = wording.Fact("Stands in", (wording.place(said.content), *again))
    facts = [through, stands] if line is None else _facts(answer, line, through, stands)
    return block(head, [(fact.label, one_line(wording.flat(fact.bits))) for fact in facts], width)


def _facts(answer: Answer, line: Line, through: wording.Fact, stands: wording.Fact) -> list[wording.Fact]:
    elsewhere = tuple(c for c in (line.said.content, *line.also) if c.key != answer.said.content.key)
    told = wording.facts(line if answer.answers else replace(line, also=elsewhere))
    if not answer.answers:
        kept = [fact for fact in told if fact.label not in ("Through", "Stands in", "Basis")]
        return [through, stands, wording.Fact("Claim", (wording.Bit(line.key, line.key),)), *kept]
    claim = f"{wording.opening(line.said)}: {wording.quoted(line.said.content)} [{line.key}]"
    kept = [fact for fact in told if fact.label in ("Sources", "Standing", "To check")]
    return [through, stands, wording.Fact("Answers", (wording.Bit(claim),)), *kept]
