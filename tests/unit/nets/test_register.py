"""The register of a text is told by its words alone."""

import pytest

from sayso.model.span import Span
from sayso.nets.register import register_of

POST = (
    "hey does anyone know a good vet near here? My cat won't eat her food anymore and I'm kinda worried. I think she "
    "hates the new brand lol. Please help, thanks so much!!"
)
NEWS = (
    "The senator told reporters on Tuesday that the campaign would release the records. Officials said the vote was "
    "delayed, and a spokesman for the president declined to comment on the investigation."
)
GUIDE = (
    "The city is situated on the northern coast of the island. Founded in the 12th century, it is known for its "
    "cathedral and for the university, which was established in 1576. The climate is temperate throughout the year."
)


@pytest.mark.parametrize(("text", "register"), [(POST, "web"), (NEWS, "press"), (GUIDE, "prose"), ("", "press")])
def test_a_text_has_the_register_of_its_words(text: str, register: str) -> None:
    assert register_of(text, Span(0, len(text))) == register


@pytest.mark.parametrize("text", [POST, NEWS, GUIDE])
def test_spacing_and_quotation_marks_play_no_part(text: str) -> None:
    respaced = "“" + text.replace(" ", " \n ").replace("'", "’") + "”"
    straight = '"' + text.replace(" ", "  ") + '"'
    assert register_of(respaced, Span(0, len(respaced))) == register_of(straight, Span(0, len(straight)))
