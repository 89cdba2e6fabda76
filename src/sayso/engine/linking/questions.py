"""What each document asked of the whole pile, kept with a digest of the answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from sayso.link.papers import Paper, kinds_meant
from sayso.link.survey import Question, Survey
from sayso.model.codec import from_bytes, to_bytes
from sayso.store.links import LinkIndex


class Questions:
    """The questions in a link index; one that nobody asks any more is forgotten."""

    def __init__(self, index: LinkIndex) -> None:
        self._index = index
        self._numbers: dict[Question, int] = {}

    def answered_otherwise(self, survey: Survey, papers: Sequence[Paper]) -> set[int]:
        """The documents that asked what has another answer now; ``papers`` are those that came or went."""
        out: set[int] = set()
        for number, words, before in self._index.all("questions"):
            question = from_bytes(words, Question)
            if not _may_have_changed(question, papers):
                continue
            now = _digest(survey.answer(question))
            if now != before:
                self._index.do("set_answer", now, number)
                out.update(n for (n,) in self._index.all("who_asks", number))
        return out

    def keep(self, noted: int, asked: Mapping[Question, Any]) -> None:
        """Keeps what a document asked, in place of what it asked before."""
        now = sorted(self._number(question, answer) for question, answer in asked.items())
        before = self._asked(noted)
        if now == before:
            return
        self._index.many("put_asks", ((number, noted) for number in sorted(set(now).difference(before))))
        self._drop(noted, sorted(set(before).difference(now)))
        self._index.do("set_asked", to_bytes(now), noted)

    def forget(self, noted: int) -> None:
        """Forgets what a document asked."""
        self._drop(noted, self._asked(noted))

    def _asked(self, noted: int) -> list[int]:
        body = self._index.value("asked", noted)
        return from_bytes(body, list[int]) if body else []

    def _drop(self, noted: int, numbers: Sequence[int]) -> None:
        for number in numbers:
            self._index.do("drop_asks", number, noted)
            if self._index.one("any_asks", number) is None:
                self._index.do("drop_question", number)
                self._numbers.clear()

    def _number(self, question: Question, answer: Any) -> int:
        if question not in self._numbers:
            words = to_bytes(question)
            row = self._index.one("question", words)
            if row is None:
                row = (self._index.value("last_question") + 1,)
                self._index.do("put_question", row[0], words, _digest(answer))
            self._numbers[question] = row[0]
        return self._numbers[question]


def _may_have_changed(question: Question, papers: Sequence[Paper]) -> bool:
    """Whether an answer can be another: what papers words mean only where one of their kind came or went."""
    if question[0] != "meant":
        return True
    kinds = kinds_meant(question[1])
    return any(paper.is_of(kinds) for paper in papers)


def _digest(answer: Any) -> bytes:
    return hashlib.blake2b(to_bytes(answer), digest_size=16).digest()
