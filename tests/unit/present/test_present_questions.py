"""Open questions a desk would ask, each once, and headings worth having."""

from __future__ import annotations

from dataclasses import replace

from brief_pile import CLAIMS, DOCUMENTS, STATEMENTS, brief_of_many, claim, denial, doc, gone, keeper, state

from sayso.model.findings import Claim
from sayso.model.statement import Statement
from sayso.present import subjects, wording
from sayso.present.pile import Pile
from sayso.present.questions import questions


def asked(claims: tuple[Claim, ...], *made: Statement) -> list[str]:
    statements = STATEMENTS | {s.id: s for s in made}
    documents = DOCUMENTS | {said.document: PAGE for said in made if said.document == PAGE.id}
    pile = Pile(statements, documents.__getitem__, {}, {c.id: c for c in claims})
    return [wording.flat(wording.question(each)) for each in questions(pile, claims)]


PAGE = doc("page.txt", "She says the mill is shut. The guard says the mill is open. The guard says it burns.\n")


def of_page(source: str, content: str, after: str = "says", **more: object) -> Statement:
    return state(PAGE, len(content), source, after, content, **more)


def told(said: Statement, **more: object) -> Claim:
    return replace(CLAIMS[2], id=said.id, key=said.key, best=said.id, statements=(said.id,), **more)  # type: ignore[arg-type]


def test_a_word_that_stands_for_somebody_is_not_asked_after() -> None:
    she = of_page("She", "the mill is shut", speaker_name="unnamed woman", basis="anonymous source")
    assert asked((told(she),), she) == []


def test_one_description_is_asked_after_once_with_all_its_claims() -> None:
    one = of_page("The guard", "the mill is open", speaker_name="unnamed guard")
    two = of_page("The guard", "it burns", speaker_name="unnamed guard")
    assert asked((told(one), told(two)), one, two) == [f"Who is “The guard” in page.txt? [{one.key}] [{two.key}]"]


def test_who_said_one_thing_on_which_nothing_hangs_is_not_asked_after() -> None:
    one = of_page("The guard", "it burns", speaker_name="unnamed guard")
    assert asked((told(one),), one) == []
    assert asked((told(one, status="disputed"),), one) != []


def test_claims_that_hang_together_by_contradiction_are_one_question() -> None:
    saw = CLAIMS[2]
    one, two = replace(CLAIMS[0], contradicts=(gone.id,), doubts=()), replace(saw, contradicts=(gone.id,))
    hub = replace(gone, status="disputed", contradicts=(one.id, two.id))
    which = [each for each in asked((hub, one, two)) if each.startswith("Which")]
    keys = f"[{hub.key}] [{one.key}] [{two.key}]"
    assert which == [f"Which of these are so? They cannot all be: {keys}"]


def test_several_deny_and_one_denies() -> None:
    second = replace(denial, id="second", at=replace(denial.at, speaker_name="Orla Kemp"))
    both = claim("both", keeper, status="denied", denied_by=(denial.id, second.id))
    assert "Is there a second source for what Grain Board and Orla Kemp deny?" in asked((both,), second)[-1]
    assert "for what Grain Board denies?" in asked((replace(both, denied_by=(denial.id,)),))[-1]


def test_no_headings_where_most_lines_would_stand_under_none() -> None:
    assert {line.subject for line in brief_of_many(2, 2, 7).stands} == {""}
    assert subjects.OTHER in {line.subject for line in brief_of_many(3, 3, 5).stands}
