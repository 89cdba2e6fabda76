"""The verbs that hold something against the pile: a question, a draft, a key; a part of the facade of a case."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from pathlib import Path

from sayso.engine.asking import answers_to
from sayso.engine.draft_files import commented_draft, read_draft
from sayso.engine.drafting import check_draft
from sayso.engine.nearby import Nearby
from sayso.engine.resting import Occasion, of_check, today
from sayso.engine.whys import why_of
from sayso.model.judgement import in_force
from sayso.model.written import Written
from sayso.present.answered import Asked
from sayso.present.checked import Checked
from sayso.present.notes import with_notes
from sayso.present.why import Why


class Questions(ABC):
    """What a case answers about what it holds; every answer obeys the handling rules of the day ``on``."""

    @abstractmethod
    def _nearby(self, on: date | None) -> Nearby:
        """What may go out on a day, today unless given, ready to be looked up."""

    @abstractmethod
    def _record(self, made: Written) -> None:
        """Keeps on record what was made from the case."""

    @abstractmethod
    def _with_used(self, page: Why, nearby: Nearby) -> Why:
        """A page that says why, with what was already written from a page judged forged since."""

    def ask(self, question: str, top: int = 10, on: date | None = None) -> Asked:
        """Attributed statements that bear on ``question``, one a claim, best first; none where nothing does."""
        return answers_to(self._nearby(on), question, top=top)

    def check(
        self, draft: str | Path, *, data: bytes | None = None, on: date | None = None, into: str | Path = ""
    ) -> Checked:
        """A draft held against the pile: the file ``draft``, or ``data`` under that name.

        The case keeps on record which pages it rests on, and the last name of the file it goes ``into``.

        :raises AskedWrongly: ``no_such_path``, ``not_a_file``.
        :raises BadDocument: where it cannot be read, or holds no text.
        """
        text, statements = read_draft(draft, data)
        nearby = self._nearby(on)
        checked = check_draft(nearby, text, statements)
        occasion = Occasion(today().isoformat(), str(into))
        self._record(of_check(nearby.view, nearby.documents, checked, nearby.claim_of, occasion))
        return checked

    def commented(self, checked: Checked, draft: str | Path, *, data: bytes | None = None) -> bytes:
        """A checked draft as a Word document, untouched but for one comment a finding.

        :raises BadDocument: where it cannot be read.
        """
        return commented_draft(checked, draft, data)

    def why(self, asked: str, on: date | None = None) -> Why:
        """The whole trail of what a key, an id or words mean, in plain sentences.

        :raises AskedWrongly: ``no_such_place``, ``no_such_words``, ``nobody_speaks``.
        """
        nearby = self._nearby(on)
        page = self._with_used(why_of(nearby, asked), nearby)
        return with_notes(page, in_force(nearby.view.judgements()))
