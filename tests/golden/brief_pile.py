"""A small hand-built pile: a memo that carries an officer's word, a newspaper on it, a denial, and two versions."""

from __future__ import annotations

from sayso.model.document import Content, Document, Page, Part, document_id
from sayso.model.findings import Change, Claim, Contrast, Copy, Entity, Origin, Passage, Place, Reason, Response
from sayso.model.ids import make_id
from sayso.model.item import Item, item_id
from sayso.model.keys import claim_key, statement_key
from sayso.model.span import Span, Spans
from sayso.model.statement import Attribution, Statement, statement_id
from sayso.present.brief import Brief, build, cover

MEMO = """Grain store, second inspection

Inspector Vail told the Board that "forty tonnes were gone" by 3 May. The keeper says he saw nothing.
"""
MEMO_2 = MEMO.replace("forty", "four")
PAPER = """Grain is missing, memo says

A memo by Orla Kemp says Inspector Vail told the Board that "forty tonnes were gone" by 3 May.
The Board denied that any grain was missing.
"""


def doc(file: str, text: str, **head: str | None) -> Document:
    item = item_id(file, "0" * 64)
    content = Content(
        text=text,
        language="en",
        pages=(Page(number=1, span=Span(0, len(text))),),
        **head,  # type: ignore[arg-type]
    )
    return Document(id=document_id(item), item=item, file=file, digest=make_id(text), content=content)


def at(document: Document, words: str, after: int = 0) -> Span:
    start = document.text.index(words, after)
    return Span(start, start + len(words))


def state(
    document: Document, sentence: int, source: str, cue: str, content: str, *, parent: str | None = None, **more: object
) -> Statement:
    spans: dict[str, Spans] = {
        "source": (at(document, source),) if source else (),
        "cue": (at(document, cue),) if cue else (),
        "content": (at(document, content),),
    }
    attribution = Attribution(**spans, as_said=at(document, content), **more)  # type: ignore[arg-type]
    name = statement_id(document.id, document.digest, attribution)
    key = statement_key(document.id, 1, sentence, 1 if parent else 0)
    return Statement(id=name, key=key, document=document.id, at=attribution, parent=parent)


memo = doc("memo.txt", MEMO, author="Orla Kemp", publisher="Grain Board", published="1931-05-04", title="Grain store")
memo_2 = doc("folder/memo-again.txt", MEMO_2, author="Orla Kemp", publisher="Grain Board", published="1931-05-04")
paper = doc(
    "paper.html", PAPER, publisher="Lowmark Mercury", published="1931-05-09", title="Grain is missing, memo says"
)
DOCUMENTS = {d.id: d for d in (memo, memo_2, paper)}

GONE = "forty tonnes were gone"
vail = Entity(id="E-VAIL", name="Tomas Vail", kind="person", aliases=("Inspector Vail", "Vail"))

in_memo = state(
    memo, 2, "Inspector Vail", "told", GONE, speaker_name="Inspector Vail", addressee=(at(memo, "the Board"),),
    basis="document", said_on="1931-05-03",
)  # fmt: skip
keeper = state(
    memo, 3, "The keeper", "says", "he saw nothing", speaker_name="unnamed keeper", basis="anonymous source",
    doubts=("weak_speaker",),
)  # fmt: skip
in_paper_outer = state(
    paper, 2, "A memo by Orla Kemp", "says", PAPER[PAPER.index("Inspector") : PAPER.index(" by 3 May")],
    speaker_name="Orla Kemp", sort="document", basis="document",
)  # fmt: skip
in_paper = state(
    paper, 2, "Inspector Vail", "told", GONE, parent=in_paper_outer.id, speaker_name="Inspector Vail",
    addressee=(at(paper, "the Board"),), basis="document",
)  # fmt: skip
denial = state(
    paper, 3, "The Board", "denied", "any grain was missing", speaker_name="Grain Board", kind="denies",
    basis="public statement",
)  # fmt: skip
altered = state(memo_2, 2, "Inspector Vail", "told", "four tonnes were gone", speaker_name="Inspector Vail")
STATEMENTS = {
    s.id: s if s.at.speaker_name != "Inspector Vail" else Statement(
        id=s.id, key=s.key, document=s.document, at=s.at, parent=s.parent, speaker=vail.id
    )
    for s in (in_memo, keeper, in_paper_outer, in_paper, denial, altered)
}  # fmt: skip


def claim(name: str, best: Statement, *others: Statement, **more: object) -> Claim:
    fixed: dict[str, object] = {
        "id": make_id(name),
        "key": claim_key(make_id(name)),
        "text": best.at.content[0].of(DOCUMENTS[best.document].text),
        "statements": tuple(s.id for s in (best, *others)),
        "best": best.id,
        "independent_sources": 1,
        "at_least": 1,
        "origins": (),
        "status": "single-source",
    }
    return Claim(**(fixed | more))  # type: ignore[arg-type]


four = claim("four", altered, contradicts=(make_id("gone"),), doubts=("altered_page",))
gone = claim(
    "gone", in_memo, in_paper,
    origins=(Origin(statements=(in_memo.id, in_paper.id), why="the newspaper repeats the memo"),),
    status="denied", responses=(Response(statement=denial.id, kind="denies"),), denied_by=(denial.id,),
    contradicts=(four.id,), shown=True, credibility=4, standing="one source; Grain Board denies it",
    contrasts=(Contrast(claim=four.id, sort="number", here="40", there="4"),),
    reasons=(Reason(name="denied", text="the Board denies it"),),
)  # fmt: skip
saw = claim("saw", keeper, doubts=("weak_speaker",))
CLAIMS = (four, gone, saw)

COPIES = (
    Copy(
        id=make_id("copy"), document=memo_2.id, of=memo.id, kind="altered",
        changes=(
            Change(before="forty", after="four", span_before=at(memo, "forty"), span_after=at(memo_2, "four"),
                   sort="number"),
        ),
    ),
)  # fmt: skip
PASSAGES = (Passage(id=make_id("p"), sort="quotation", places=(Place(document=memo.id, span=at(memo, GONE)),)),)

ITEMS = (
    Item(id="1", file="memo.txt", sha256="", bytes=1, status="read"),
    Item(id="2", file="folder/memo-again.txt", sha256="", bytes=1, status="read"),
    Item(id="3", file="paper.html", sha256="", bytes=1, status="read"),
    Item(id="4", file="ledger.pdf", sha256="", bytes=1, status="failed", reason="no_text_layer"),
    Item(id="5", file="old/memo.txt", sha256="", bytes=1, status="replaced"),
)


def brief(**wishes: object) -> Brief:
    coverage = cover(ITEMS, DOCUMENTS.values(), case="grain", statements=len(STATEMENTS), claims=len(CLAIMS))
    return build(  # type: ignore[arg-type]
        CLAIMS, STATEMENTS, DOCUMENTS.__getitem__, (vail,), COPIES, PASSAGES, coverage, **wishes
    )


def with_parts(text: str, *parts: Part) -> Document:
    document = doc("parts.txt", text)
    content = Content(text=text, parts=parts)
    return Document(id=document.id, item=document.item, file=document.file, digest=document.digest, content=content)


def brief_of_many(bridge: int, mill: int = 0, other: int = 0) -> Brief:
    """A brief of so many lines on the bridge, on the mill, and on nothing that has a name."""
    about = ["Harbour Bridge"] * bridge + ["Lint Mill"] * mill + ["the weather"] * other
    contents = [f"gate {n} of {what} was shut" for n, what in enumerate(about)]
    text = "".join(f"Vail said {content}.\n" for content in contents)
    page = doc("many.txt", text)
    made = [state(page, n, "Vail", "said", content, speaker_name="Vail") for n, content in enumerate(contents)]
    entities = tuple(
        Entity(
            id=name, name=name, kind="place",
            mentions=tuple(Place(document=page.id, span=at(page, name, text.index(c))) for c in contents if name in c),
        )
        for name in sorted({*about} - {"the weather"})
    )  # fmt: skip
    claims = tuple(
        Claim(
            id=s.id, key=claim_key(s.id), text=c, statements=(s.id,), best=s.id, independent_sources=1, at_least=1,
            origins=(), status="single-source", shown=True,
        )
        for s, c in zip(made, contents, strict=True)
    )  # fmt: skip
    coverage = cover((), (page,), case="many", statements=len(made), claims=len(claims))
    return build(claims, {s.id: s for s in made}, {page.id: page}.__getitem__, entities, (), (), coverage)
