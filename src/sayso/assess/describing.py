"""Describing: how a source is called before a reader."""

from __future__ import annotations

from sayso.assess.says import Say

_UNNAMED = "unnamed "


def called(say: Say) -> str:
    """Whose word it is, as a reader is told; nobody described is made to look named."""
    if not say.speaker_name:
        return "somebody the text does not name"
    described = say.speaker_name.removeprefix(_UNNAMED)
    return say.speaker_name if described == say.speaker_name else f"somebody unnamed (“{described}”)"
