"""The one list of stages, in order: what each reads and writes, and the key under which its results are kept.

A key is made from the version of the stage's code, the digest of its network and the settings it obeys. Facts are kept
under their stage's key together with the digest of what they were made from, never under the keys of earlier stages:
a changed key runs its stage again, and what follows runs again only where results really differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sayso.model.ids import Field, make_id
from sayso.settings import Settings

Layer = Literal["facts", "groups"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step from files to grades."""

    name: str
    layer: Layer
    """``facts`` are kept under the key of their inputs and never edited; ``groups`` are derived anew."""
    reads: tuple[str, ...]
    writes: str
    version: Callable[[], str]
    """Version of its code; asked late, so that the list costs nothing to load."""
    network: bool = False
    settings: tuple[str, ...] = ()
    """Names of the settings that change its results."""


def _read_version() -> str:
    from sayso.read import READ_VERSION  # noqa: PLC0415 - the list of stages loads no stage

    return READ_VERSION


def _extract_version() -> str:
    from sayso.extract import EXTRACT_VERSION  # noqa: PLC0415

    return EXTRACT_VERSION


def _shipped_digest() -> str:
    from sayso.nets.attribution import shipped_digest  # noqa: PLC0415

    return shipped_digest()


def _relations_digest() -> str:
    from sayso.nets.relations import shipped_relations_digest  # noqa: PLC0415

    return shipped_relations_digest()


def _fixed(version: str) -> Callable[[], str]:
    return lambda: version


STAGES = (
    Stage(name="read", layer="facts", reads=("files",), writes="readings", version=_read_version),
    Stage(
        name="extract",
        layer="facts",
        reads=("readings",),
        writes="extractions",
        version=_extract_version,
        network=True,
        settings=("cue_bias",),
    ),
    Stage(name="fingerprint", layer="facts", reads=("readings",), writes="fingerprints", version=_fixed("3")),
    Stage(name="align", layer="facts", reads=("readings", "fingerprints"), writes="alignments", version=_fixed("11")),
    Stage(name="families", layer="groups", reads=("alignments",), writes="copies", version=_fixed("8")),
    Stage(
        name="passages",
        layer="groups",
        reads=("fingerprints", "copies"),
        writes="passages",
        version=_fixed("2"),
        settings=("passage_words",),
    ),
    Stage(
        name="entities",
        layer="groups",
        reads=("extractions", "copies"),
        writes="entities",
        version=_fixed("3"),
    ),
    Stage(name="relate", layer="facts", reads=("extractions",), writes="relations", version=_relations_digest),
    Stage(
        name="claims",
        layer="groups",
        reads=("extractions", "entities", "copies", "passages", "relations"),
        writes="claims",
        version=_fixed("7"),
    ),
    Stage(
        name="assess",
        layer="groups",
        reads=("claims", "copies", "passages"),
        writes="grades",
        version=_fixed("10"),
        settings=("plain_confidence",),
    ),
)
"""In order of running. Reading and extraction bring their own versions; raise the others when their code changes."""

GIVEN = frozenset({"files"})
"""What is there before the first stage."""


def check(stages: Sequence[Stage] = STAGES) -> None:
    """Refuses a list that cannot run.

    :raises ValueError: where a stage reads what no earlier one writes, a name or a result comes twice, a setting is
        unknown, or a stage of facts reads from one of groups, so that its results would hang on the whole pile.
    """
    written: dict[str, Layer] = dict.fromkeys(GIVEN, "facts")
    names: set[str] = set()
    for stage in stages:
        if missing := [name for name in stage.reads if name not in written]:
            raise ValueError(f"stage {stage.name} reads {missing[0]}, which no stage before it writes")
        if stage.layer == "facts" and any(written[name] == "groups" for name in stage.reads):
            raise ValueError(f"stage {stage.name} makes facts from groups")
        if stage.name in names or stage.writes in written:
            raise ValueError(f"stage {stage.name} or its result comes twice")
        if unknown := [name for name in stage.settings if not hasattr(Settings, name)]:
            raise ValueError(f"stage {stage.name} obeys {unknown[0]}, which is not a setting")
        names.add(stage.name)
        written[stage.writes] = stage.layer


def stage(name: str) -> Stage:
    """The stage called ``name``.

    :raises KeyError: where there is none.
    """
    return _by_name()[name]


def stage_key(name: str, settings: Settings, tagger_digest: str | None = None) -> str:
    """Key of a stage: its name, its code's version, its network's digest and its settings.

    ``tagger_digest`` is that of the shipped network unless given; stages without a network ignore it.

    :raises KeyError: where there is no such stage.
    """
    found = stage(name)
    digest = (tagger_digest or _shipped_digest()) if found.network else None
    values = [f"{setting}={getattr(settings, setting)!r}" for setting in found.settings]
    return make_id("stage", found.name, found.version(), digest, values)


def fact_key(key: str, *inputs: Field) -> str:
    """Key of one fact: the key of its stage and the digests of what it was made from."""
    return make_id("fact", key, *inputs)


def reading_key(read_key: str, sha256: str, suffix: str) -> str:
    """Key of the reading of a file's bytes; of its name the suffix alone counts."""
    return fact_key(read_key, sha256, suffix)


def recognition_key(read_key: str, sha256: str, suffix: str) -> str:
    """Key of the reading of a file's bytes with character recognition."""
    return fact_key(read_key, sha256, suffix, "recognised")


def extraction_key(content: str, settings: Settings, tagger_digest: str | None = None) -> str:
    """Key of the extraction from the content with this digest."""
    return fact_key(stage_key("extract", settings, tagger_digest), content)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Stage]:
    check()
    return {stage.name: stage for stage in STAGES}
