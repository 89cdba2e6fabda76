"""Which claims a brief holds, and in which order."""

from __future__ import annotations

from sayso.model.document import part_at
from sayso.model.findings import Claim
from sayso.model.span import hull
from sayso.model.statement import Statement
from sayso.present.pile import Pile
from sayso.present.wording import day

FEW_WORDS = 3
"""Of so few words, a quotation that was found unsurely and says little is left out."""
EMPTY = frozenset(
    {
        "",
        "i",
        "me",
        "he",
        "him",
        "she",
        "her",
        "it",
        "we",
        "us",
        "they",
        "them",
        "you",
        "this",
        "that",
        "these",
        "those",
    }
    | {"which", "who", "whom", "whose", "what", "when", "where", "why", "how", "whether", "so", "not", "no", "yes"}
    | {"as", "such", "much", "all", "both", "one", "the", "a", "an", "of", "to", "in", "on", "for", "by", "with"}
    | {"and", "or", "but", "is", "was", "are", "were", "be", "been", "has", "had", "have", "do", "did", "does"}
)
"""Words that say nothing of themselves."""
CONTESTED = {"disputed": 0, "denied": 1, "retracted": 2}


def order(claim: Claim) -> tuple[int, int, int, int, int, str]:
    """Most independent sources first, then what is contested, then the least doubtful, then the most often said.

    Ids settle the rest.
    """
    contests = len(claim.responses) + len(claim.denied_by) + len(claim.contradicts)
    contested = CONTESTED.get(claim.status, len(CONTESTED))
    return (-claim.independent_sources, contested, -contests, len(claim.doubts), -len(claim.statements), claim.id)


def says_nothing(claim: Claim) -> bool:
    """Whether so little is quoted that nobody can tell what is said: "which", "so", "the rest"."""
    words = [word.strip(".,;:!?()[]\"'“”‘’…") for word in claim.text.casefold().split()]
    unsure = {"little_said", "low_confidence"} <= set(claim.doubts)
    return all(word in EMPTY for word in words) or (unsure and len(words) <= FEW_WORDS)


class Wanted:
    """What the reader asked for: words, a speaker, a first day."""

    def __init__(self, pile: Pile, *, about: str | None, speaker: str | None, since: str | None) -> None:
        self._pile = pile
        self._about = (about or "").casefold().split()
        self._speaker = " ".join((speaker or "").casefold().split())
        self._since = since or ""

    @property
    def narrow(self) -> bool:
        """Whether anything was asked for at all."""
        return bool(self._about or self._speaker or self._since)

    def sentences(self) -> tuple[str, ...]:
        """The wishes as a reader sees them, in lower case as they are compared."""
        return tuple(
            sentence
            for wish, sentence in (
                (self._about, f"only claims about: {' '.join(self._about)}"),
                (self._speaker, f"only what was said by: {self._speaker}"),
                (self._since, f"only what was said or published since {day(self._since)}"),
            )
            if wish
        )

    def keeps(self, claim: Claim) -> bool:
        """Whether the claim meets every wish."""
        if not self.narrow:
            return True
        made = [self._pile.statements[s] for s in claim.statements]
        return self._about_it(claim, made) and self._by(made) and self._recent(made)

    def _about_it(self, claim: Claim, made: list[Statement]) -> bool:
        if not self._about:
            return True
        names = " ".join(self._pile.name_of(s) or "" for s in made)
        words = f"{claim.text} {names}".casefold()
        return all(word in words for word in self._about)

    def _by(self, made: list[Statement]) -> bool:
        return not self._speaker or any(self._speaker in name.casefold() for s in made for name in self._names(s))

    def _names(self, statement: Statement) -> list[str]:
        entity = self._pile.entities.get(statement.speaker) if statement.speaker else None
        known = [entity.name, *entity.aliases] if entity else []
        return [*known, statement.at.speaker_name or ""]

    def _recent(self, made: list[Statement]) -> bool:
        return not self._since or any(latest(self._day(s)) >= self._since for s in made)

    def _day(self, statement: Statement) -> str:
        if statement.at.said_on:
            return statement.at.said_on
        content = self._pile.document(statement.document).content
        return part_at(content, hull(statement.at.content).start).published or ""


def latest(edtf: str) -> str:
    """The last day an EDTF date may mean, as text that sorts: a month counts to its end, a span to its last day."""
    end = edtf.rpartition("/")[2].rstrip("?~%")
    return end + "-99" * (2 - end.count("-")) if end else ""
