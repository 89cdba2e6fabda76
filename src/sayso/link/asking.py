"""The questions that the lines of one document ask of the whole pile, noted as they are asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sayso.link.survey import Question, Survey


class About(NamedTuple):
    """What the pile tells of an entity."""

    callings: tuple[str, ...] = ()
    """What it is called: "body" for what is no person."""
    posts: tuple[str, ...] = ()
    """The bodies it speaks for by a post."""
    houses: tuple[str, ...] = ()
    """The bodies that stand in brackets behind its name."""
    holding: tuple[str, ...] = ()
    """The documents that say they are this paper."""


@dataclass(slots=True)
class Asking:
    """Asks on behalf of one document; ``asked`` holds every question with its answer."""

    survey: Survey
    asked: dict[Question, Any] = field(default_factory=dict)

    def name(self, name: str | None) -> tuple[str | None, str | None]:
        """The entity a name means, and the name this goes by."""
        found: tuple[str | None, str | None] = self._ask("name", name) if name else (None, name)
        return found

    def entity(self, name: str | None) -> str | None:
        """The entity a name means."""
        return self.name(name)[0]

    def is_part(self, name: str | None, printed: str) -> bool:
        """Whether a name is all that the pile knows of a person; ``printed`` are the words it stands for."""
        the = "the " if printed[:4].casefold() == "the " else ""
        return bool(name) and bool(self._ask("part", name or "", the))

    def short_for(self, words: str) -> tuple[str, str] | None:
        """Entity and name that capitalised words alone, bare, are short for."""
        found: tuple[str, str] | None = self._ask("short", words)
        return found

    def holder(self, described: str) -> tuple[str, str] | None:
        """Entity and name of the only person of the pile whom "unnamed keeper" can mean."""
        found: tuple[str, str] | None = self._ask("holder", described)
        return found

    def body(self, noun: str, document: str) -> tuple[str, str] | None:
        """Entity and name of the body that a common noun means in a document."""
        found: tuple[str, str] | None = self._ask("body", noun, document)
        return found

    def about(self, entity: str | None) -> About:
        """What the pile tells of an entity."""
        return About(*self._ask("entity", entity)) if entity else About()

    def people_called(self, calling: str | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Everybody of a calling, with the bodies he speaks for."""
        found: tuple[tuple[str, tuple[str, ...]], ...] = self._ask("called", calling) if calling else ()
        return found

    def own_paper(self, document: str) -> str | None:
        """The paper that a document says it is."""
        found: str | None = self._ask("own", document)
        return found

    def writer(self, document: str) -> str:
        """Whoever wrote a document; empty for nobody known."""
        return str(self._ask("writer", document))

    def meant(self, words: str, document: str) -> tuple[str, ...]:
        """The documents that words in a document can mean."""
        found: tuple[str, ...] = self._ask("meant", words, document)
        return found

    def _ask(self, *question: str) -> Any:
        if question not in self.asked:
            self.asked[question] = self.survey.answer(question)
        return self.asked[question]
