from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from brief_pile import CLAIMS, COPIES, DOCUMENTS, MEMO, STATEMENTS, brief, claim, doc, gone, memo, state, vail

from sayso.errors import OurFault
from sayso.model.document import Document
from sayso.model.findings import Claim, Copy
from sayso.model.item import Item
from sayso.model.statement import Statement
from sayso.present import wording
from sayso.present.brief import Brief, build, cover, verify
from sayso.present.brief_html import brief_html
from sayso.present.brief_json import brief_json
from sayso.present.brief_markdown import brief_markdown, escaped
from sayso.present.brief_text import brief_text
from sayso.present.select import latest
from sayso.present.shape import Coverage, citations


def build_of(
    documents: dict[str, Document],
    statements: dict[str, Statement],
    claims: tuple[Claim, ...],
    copies: tuple[Copy, ...] = (),
) -> Brief:
    return build(claims, statements, documents.__getitem__, (vail,), copies, (), Coverage(case="x"))


def test_what_is_sure_stands_apart_from_what_a_person_should_check() -> None:
    made = brief()
    assert [line.key for line in made.stands] == [gone.key]
    assert {line.key for line in made.to_check} == {c.key for c in CLAIMS if not c.shown}
    assert all(line.doubts for line in made.to_check)
    assert not made.stands[0].doubts


def test_the_chain_runs_from_the_first_speaker_to_the_page_that_carries_the_words() -> None:
    paper_line = next(s for s in STATEMENTS.values() if s.parent)
    made = claim("chain", paper_line)
    [line] = build_of(DOCUMENTS, STATEMENTS, (made,)).to_check
    assert [hop.who for hop in line.said.chain] == [
        "Tomas Vail",
        "Orla Kemp",
        "Lowmark Mercury, “Grain is missing, memo says”, 9 May 1931",
    ]
    assert [hop.how.words if hop.how else () for hop in line.said.chain] == [("told the Board",), ("says",), ()]


def test_every_line_with_words_of_a_claim_names_its_speaker() -> None:
    text = brief_text(brief(), width=400)
    quoting = [line for line in text.splitlines() if "tonnes were gone”" in line]
    assert quoting
    assert all("Tomas Vail" in line for line in quoting)


def test_a_quotation_that_is_not_what_the_document_says_stops_the_brief() -> None:
    wrong = replace(gone, text="fifty tonnes were gone")
    with pytest.raises(OurFault, match="quotation_drift"):
        build_of(DOCUMENTS, STATEMENTS, (wrong,))


def test_a_recorded_change_that_is_not_what_the_documents_say_stops_the_brief() -> None:
    change = replace(COPIES[0].changes[0], after="fourteen")
    with pytest.raises(OurFault, match="quotation_drift"):
        build_of(DOCUMENTS, STATEMENTS, CLAIMS, (replace(COPIES[0], changes=(change,)),))


def test_a_text_that_changed_since_the_brief_was_made_is_noticed() -> None:
    made = brief()
    changed = replace(memo, content=replace(memo.content, text=MEMO.replace("forty", "fifty")))
    with pytest.raises(OurFault, match="quotation_drift"):
        verify(made, (DOCUMENTS | {memo.id: changed}).__getitem__)
    verify(made, DOCUMENTS.__getitem__)


def test_more_independent_sources_come_first_then_what_is_contested_then_what_is_said_most() -> None:
    base = {"document": memo.id, "shown": True}
    best = next(s for s in STATEMENTS.values() if s.document == memo.id)
    del base["document"]
    once = claim("once", best, shown=True)
    twice = claim("twice", best, best, shown=True)
    fought = claim("fought", best, shown=True, status="disputed")
    many = claim("many", best, shown=True, status="corroborated", independent_sources=3)
    made = build_of(DOCUMENTS, STATEMENTS, (once, twice, fought, many))
    assert [line.key for line in made.stands] == [c.key for c in (many, fought, twice, once)]


@pytest.mark.parametrize(
    ("wish", "kept"),
    [
        ({"about": "tonnes FORTY"}, {"gone"}),
        ({"about": "keeper"}, {"saw"}),
        ({"speaker": "inspector vail"}, {"gone", "four"}),
        ({"since": "1931-05-05"}, {"gone"}),
        ({"since": "1931-05-10"}, set()),
        ({}, {"gone", "four", "saw"}),
    ],
)
def test_the_reader_may_narrow_the_brief(wish: dict[str, str], kept: set[str]) -> None:
    names = {c.key: name for name, c in zip(("four", "gone", "saw"), CLAIMS, strict=True)}
    made = brief(**wish)
    assert {names[line.key] for line in (*made.stands, *made.to_check)} == kept
    assert bool(made.filters) == bool(wish)


def test_what_top_leaves_out_is_counted() -> None:
    made = brief(top=1)
    assert (len(made.to_check), made.more_to_check, made.more_stands) == (1, 1, 0)
    assert "1 further claim not printed here" in brief_text(made)


def test_two_versions_differ_and_nothing_is_said_of_forgery() -> None:
    for text in (brief_text(brief()), brief_markdown(brief()), brief_html(brief())):
        assert "Two versions differ" in text
        assert "forg" not in text.casefold()


@pytest.mark.parametrize(
    ("direction", "first", "told"),
    [
        ("unknown", None, "memo.txt and folder/memo-again.txt"),
        ("known", "of", "memo.txt and folder/memo-again.txt; folder/memo-again.txt derives from memo.txt; seen first"),
        ("known", "document", "memo.txt and folder/memo-again.txt; seen first in folder/memo-again.txt (dates)"),
    ],
)
def test_no_version_is_said_to_derive_from_a_later_one(direction: str, first: str | None, told: str) -> None:
    ids = {"of": COPIES[0].of, "document": COPIES[0].document, None: None}
    copy = replace(COPIES[0], direction=direction, first_seen=ids[first], reasons=("dates",) if first else ())
    text = brief_text(build_of(DOCUMENTS, STATEMENTS, CLAIMS, (copy,)), width=300)
    assert f"Two versions differ: {told}" in text
    assert ("→" in text) == ("derives" in text)


def test_a_pronoun_is_shown_beside_the_name_it_was_taken_for() -> None:
    """He said the mill was shut."""
    document = doc("d.txt", "He said the mill was shut.")
    said = state(document, 1, "He", "said", "the mill was shut", speaker_name="Ada Brill")
    made = replace(claim("x", STATEMENTS[gone.best]), text="the mill was shut", statements=(said.id,), best=said.id)
    [line] = build_of({document.id: document}, {said.id: said}, (made,)).to_check
    assert wording.opening(line.said) == "Ada Brill (here “He”, “said”)"


def test_the_same_denial_in_two_copies_is_told_once_with_both_places() -> None:
    """The Board denied that any grain was missing."""
    texts = [doc(file, "The Board denied that any grain was missing.") for file in ("a.txt", "b.txt")]
    denials = [
        state(d, 1, "The Board", "denied", "any grain was missing", speaker_name="Grain Board", kind="denies")
        for d in texts
    ]
    made = replace(gone, denied_by=tuple(d.id for d in denials), responses=())
    statements = STATEMENTS | {d.id: d for d in denials}
    [line] = build_of(DOCUMENTS | {d.id: d for d in texts}, statements, (made,)).stands
    [answer] = line.answers
    assert {c.file for c in (answer.content, *answer.also)} == {"a.txt", "b.txt"}


def test_a_record_that_speaks_for_itself_names_its_author_once() -> None:
    """12 May: 40 sacks in."""
    log = doc("log.txt", "12 May: 40 sacks in.", author="Ben Aske", publisher="Grain Board", title="Log")
    said = state(log, 1, "", "", "40 sacks in", speaker_name="Ben Aske", voice="document")
    made = replace(claim("x", STATEMENTS[gone.best]), text="40 sacks in", statements=(said.id,), best=said.id)
    [line] = build_of({log.id: log}, {said.id: said}, (made,)).to_check
    assert wording.opening(line.said) == "Ben Aske (in the document's own words)"
    assert wording.through(line.said) == "Grain Board, “Log”"


def test_a_very_long_quotation_is_cut_where_one_sees_it_and_kept_whole_in_json() -> None:
    words = " ".join(["long"] * 300)
    document = doc("d.txt", f"He said {words}.")
    said = state(document, 1, "He", "said", words, speaker_name="Ada Brill")
    made = replace(claim("x", STATEMENTS[gone.best]), text=words, statements=(said.id,), best=said.id)
    brief = build_of({document.id: document}, {said.id: said}, (made,))
    assert "long […]”" in brief_text(brief)
    assert words in brief_json(brief)


def test_somebody_the_text_does_not_name_stays_unnamed() -> None:
    document = doc("d.txt", "It is said that rain is coming.")
    said = state(document, 1, "", "It is said", "rain is coming")
    made = replace(claim("x", STATEMENTS[gone.best]), text="rain is coming", statements=(said.id,), best=said.id)
    [line] = build_of({document.id: document}, {said.id: said}, (made,)).to_check
    assert wording.opening(line.said) == "somebody the text does not name (“It is said”)"
    assert wording.through(line.said) == "d.txt"


HOSTILE = 'Zed said <script>alert(1)</script> \x1b[2J \u202eevil ![x](http://a.b/c) "quoted" & <img src=x>.'


def hostile() -> Brief:
    document = doc("<b>\x1b\u202e.txt", HOSTILE, title="<script>", publisher="[p](javascript:1)")
    said = state(document, 1, "Zed", "said", HOSTILE[9:-1], speaker_name="Zed\x1b[31m<i>")
    base = claim("x", STATEMENTS[gone.best])
    made = replace(base, text=HOSTILE[9:-1], statements=(said.id,), best=said.id)
    return build_of({document.id: document}, {said.id: said}, (made,))


@pytest.mark.parametrize("writer", [brief_text, brief_markdown, brief_html, brief_json])
def test_no_writer_lets_a_control_or_bidirectional_character_through(writer: object) -> None:
    text = writer(hostile())  # type: ignore[operator]
    assert not {"\x1b", "\u202e", "\x9b", "\r"} & set(text)


def test_the_page_has_no_script_no_markup_from_documents_and_fetches_nothing() -> None:
    page = brief_html(hostile())
    assert "<script" not in page.casefold()
    assert "<img" not in page
    assert "<i>" not in page
    assert "src=" not in page.replace("&lt;img src=x&gt;", "")
    assert 'href="http' not in page
    assert "default-src &#x27;none&#x27;" in page


def test_every_link_of_the_page_leads_somewhere_on_it() -> None:
    page = brief_html(brief())
    targets = set(re.findall(r'id="([^"]+)"', page))
    links = re.findall(r'href="#([^"]+)"', page)
    assert links
    assert set(links) <= targets


def test_markdown_takes_document_words_as_words() -> None:
    assert escaped("![a](http://b) <i> # *x* www.c.d\n# h") == (r"!\[a\](http\://b) \<i\> \# \*x\* www\.c.d \# h")


def test_a_brief_quotes_only_through_citations_with_digest_file_and_page() -> None:
    for citation in citations(brief()):
        text = DOCUMENTS[citation.document].text
        assert tuple(text[s.start : s.end] for s in citation.spans) == citation.words
        assert citation.file
        assert citation.page == 1


def test_what_is_not_covered_names_each_reason_and_its_files() -> None:
    """Twenty-five damaged files, one waiting, one poor reading in French."""
    items = [Item(id=str(n), file=f"f{n:02}.pdf", sha256="", bytes=1, status="failed", reason="damaged")
             for n in reversed(range(25))]  # fmt: skip
    items.append(Item(id="w", file="later.txt", sha256="", bytes=1))
    french = doc("lettre.txt", "Bonjour")
    french = replace(french, content=replace(french.content, language="fr", quality=0.5))
    gaps = {gap.name: gap for gap in cover(items, [french], pending=["new.txt"]).gaps}
    assert set(gaps) == {"damaged", "waiting", "language", "poor", "pending"}
    assert gaps["damaged"].count == 25
    assert gaps["damaged"].files == tuple(f"f{n:02}.pdf" for n in range(20))
    assert "and 5 more" in wording.gap(gaps["damaged"])


@pytest.mark.parametrize(
    ("edtf", "written"),
    [("1931-05-04", "4 May 1931"), ("1931-05", "May 1931"), ("1931?", "about 1931"), (None, ""),
     ("1931-05-04/1931-05-09", "4 May 1931 to 9 May 1931"), ("1931-21", "1931-21")],
)  # fmt: skip
def test_dates_are_written_as_people_write_them(edtf: str | None, written: str) -> None:
    assert wording.day(edtf) == written


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [
        (1, 1, "1 independent source"),
        (1, 2, "1-2 independent sources, no link found in this pile"),
        (2, 5, "2-5 independent sources, no link found in this pile"),
    ],
)
def test_doubt_about_the_number_of_sources_is_shown(least: int, most: int, told: str) -> None:
    made = replace(gone, at_least=least, independent_sources=most)
    [line] = build_of(DOCUMENTS, STATEMENTS, (made, *CLAIMS[:1])).stands
    assert wording.number_of_sources(line) == told


def test_a_month_counts_to_its_end() -> None:
    assert latest("1931-05") >= "1931-05-20"
    assert latest("1931-04") < "1931-05-01"
    assert latest("1931-04/1931-06") >= "1931-06-10"


class Balanced(HTMLParser):
    """Fails at the first tag that closes another than the last one opened."""

    VOID = frozenset({"meta", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("made", [brief, hostile])
def test_the_page_is_well_formed_even_around_hostile_words(made: Callable[[], Brief]) -> None:
    page = Balanced()
    page.feed(brief_html(made()))
    assert page.open == []
    assert {"main", "section", "ol", "li", "dl"} <= page.seen
    assert not page.seen & {"script", "img", "b", "i", "iframe", "object", "link"}
