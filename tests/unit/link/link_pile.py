"""A pile built by hand: texts, and statements given by their words; the store is the one in memory."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sayso.engine.linking import settle
from sayso.engine.stages import extraction_key
from sayso.model.codec import from_bytes, to_bytes
from sayso.model.document import Content, content_digest, document_id
from sayso.model.findings import Claim, Copy, Entity, Passage
from sayso.model.ids import sha256_hex
from sayso.model.item import Item, item_id
from sayso.model.judgement import Judgement
from sayso.model.reading import Reading
from sayso.model.span import Span, hull
from sayso.model.statement import Attribution, Extraction, Mention, Statement
from sayso.settings import Settings
from sayso.store.memory import MemoryStore

TAGGER = "no network"


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def said(text: str, speaker: str | None, content: str, *, source: str = "", cue: str = "", **more: Any) -> Attribution:
    """A statement whose parts stand in ``text`` as written here."""
    parts = {
        "source": (span(text, source),) if source else (),
        "cue": (span(text, cue),) if cue else (),
        "content": (span(text, content),),
    }
    spans = [s for role in parts.values() for s in role]
    return Attribution(**parts, as_said=hull(spans), speaker_name=speaker, **{"confidence": 0.95, **more})


def named(text: str, name: str, kind: Any, written: str = "") -> Mention:
    return Mention(span=span(text, written or name), name=name, kind=kind)


@dataclass
class Pile:
    """A case in memory to which documents are added, and from which they are taken again."""

    tmp: Path
    store: MemoryStore = field(default_factory=MemoryStore)
    settings: Settings = field(default_factory=Settings)
    derived: Path = field(init=False)

    def __post_init__(self) -> None:
        self.derived = Path(tempfile.mkdtemp(dir=self.tmp))

    def add(
        self, file: str, text: str, *statements: Attribution, mentions: tuple[Mention, ...] = (), **head: Any
    ) -> str:
        content = Content(text=text, **head)
        digest, sha = content_digest(content), sha256_hex(text)
        item = Item(
            id=item_id(file, sha), file=file, sha256=sha, bytes=len(text), status="read", reading=sha, content=digest
        )
        reading = Reading(status="read", media_type="text/plain", content=content)
        extraction = Extraction(attributions=statements, mentions=mentions)
        with self.store.writing() as writer:
            writer.put_items([item])
            writer.put_facts("read", [(sha, to_bytes(reading))])
            keys = (extraction_key(digest, self.settings, tagger) for tagger in (TAGGER, None))
            writer.put_facts("extract", [(key, to_bytes(extraction)) for key in keys])  # judgements look under the last
        return document_id(item.id)

    def remove(self, file: str) -> None:
        with self.store.view() as view:
            gone = [item.id for item in view.items() if item.file == file]
        with self.store.writing() as writer:
            writer.drop_items(gone)

    def judge(self, *judgements: Judgement) -> None:
        with self.store.writing() as writer:
            writer.put_judgements(judgements)

    def settle(self) -> Pile:
        case = SimpleNamespace(store=self.store, tmp=self.tmp, derived=self.derived)
        settle(case, self.settings, lambda *_: None, tagger_digest=TAGGER)  # type: ignore[arg-type]
        return self

    def findings(self) -> dict[str, dict[str, bytes]]:
        with self.store.view() as view:
            return {t: dict(view.rows(t)) for t in ("statements", "entities", "copies", "passages", "claims")}

    def rows(self, table: str, shape: type[Any]) -> list[Any]:
        return [from_bytes(data, shape) for data in self.findings()[table].values()]

    @property
    def claims(self) -> list[Claim]:
        return self.rows("claims", Claim)

    @property
    def copies(self) -> list[Copy]:
        return self.rows("copies", Copy)

    @property
    def passages(self) -> list[Passage]:
        return self.rows("passages", Passage)

    @property
    def entities(self) -> list[Entity]:
        return self.rows("entities", Entity)

    @property
    def statements(self) -> list[Statement]:
        return self.rows("statements", Statement)
