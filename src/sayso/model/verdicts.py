"""Verdicts: the judgements in force as linking and assessing obey them, tied to what the case holds now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What people decided, by the ids and names of this generation; empty where nobody decided anything."""

    same: Pairs = ()
    """Ids of statements that say the same."""
    differs: Pairs = ()
    """Ids of statements that do not say the same."""
    speakers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Whose statement it is, by its id; "" where nobody can tell."""
    one: Pairs = ()
    """Names that mean one person, body, place or paper."""
    apart: Pairs = ()
    """Names that do not."""
    called: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The name to print, by a name it goes by."""
    authentic: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """A word of ``judgement.AUTHENTICITY`` by document id."""
    adrift: tuple[str, ...] = ()
    """Ids of judgements whose words stand nowhere in the case now, or in more places than one."""
    judgements: tuple[str, ...] = ()
    """Ids of all judgements this rests on, adrift ones included: part of what findings depend on."""
