"""Whether a draft uses words that a promise keeps in: told by rule, and by place only where words alone are kept in."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.engine.draft_texts import Texts
from sayso.engine.nearby import Nearby
from sayso.engine.promises import ORDER, covered, standing, withholds
from sayso.link.draft.pieces import found
from sayso.link.draft.units import Unit
from sayso.link.words import words_of
from sayso.model.judgement import Judgement
from sayso.present.checked import Finding
from sayso.present.safe import one_line
from sayso.present.wording import day

LINES = 20
LEAST_WORDS = 4
"""Words in a row that nobody else would choose by chance."""


class Promised:
    """What handling rules keep in on a day, seen from a draft."""

    def __init__(self, nearby: Nearby) -> None:
        whole, on = nearby.whole, nearby.on
        self._texts = Texts(whole)
        self._nearby = nearby
        held = covered(whole, standing(whole))
        self._rules = {id_: [r for r in rules if withholds(r, on)] for id_, rules in held.items()}
        self.on_day = on.isoformat() if any(self._rules.values()) else None

    def on(self, unit: Unit) -> Iterator[Finding]:
        """A finding where the words of ``unit`` stand in something that is kept in, and nowhere else."""
        words = words_of(unit.words).norms
        if self.on_day is None or len(words) < LEAST_WORDS or unit.sort == "sentence":
            return
        for line in self._nearby.kept_in(words, LINES):
            rules = self._rules.get(self._texts.item(line.document), [])
            match = found(unit.words, line.text)
            if rules and match is not None and match.how != "altered" and not self._elsewhere(unit):
                yield self._finding(unit, min(rules, key=lambda r: ORDER.index(r.verdict)), line.file)
                return

    def _elsewhere(self, unit: Unit) -> bool:
        """Whether the words stand in something that may go out, too."""
        lines = self._nearby.lines(words_of(unit.words).norms, LINES)
        matches = (found(unit.words, line.text) for line in lines)
        return any(match is not None and match.how != "altered" for match in matches)

    def _finding(self, unit: Unit, rule: Judgement, file: str) -> Finding:
        until = f" until {day(rule.until)}" if rule.until else ""
        where = f" ({one_line(file)})" if rule.verdict == "not for quotation" else ""
        return Finding(
            number=0,
            verdict="promised",
            unit=unit.sort,
            words=unit.words,
            span=unit.span,
            line=0,
            speaker=unit.speaker,
            why=f"these words come from something that was promised: {rule.verdict}{until}{where}",
        )
