"""Why a line stands under "to be checked by a person": the codes and the sentence a reader sees."""

from __future__ import annotations

from types import MappingProxyType

DOUBTS = MappingProxyType(
    {
        "low_confidence": "the extractor is not sure where this attribution begins and ends",
        "no_speaker": "the text does not tell whose words these are",
        "weak_speaker": "the speaker was inferred from a pronoun or a description",
        "poor_reading": "the page was read poorly",
        "other_language": "the document is not in English, where extraction was not measured",
        "altered_page": "the page exists in versions that differ",
        "long_content": "the content runs over several paragraphs",
        "no_name": "the speaker is described and not named",
        "part_name": "only part of the speaker's name is known",
        "odd_name": "the speaker's name does not look like one, and may be misread",
        "cut_words": "the words quoted may begin or end in the wrong place",
        "unsure_chain": "one of those the words passed through is not surely named",
        "little_said": "too few words are quoted to tell what is said",
        "spoken_to": "the one named may be who was spoken to, and not the speaker",
        "odd_cue": "the words that mark it are not usual ones for saying or thinking; it may be an act",
        "by_pronoun": "the sentence names the speaker by a pronoun alone",
        "unsure_source": "one of those who are counted as saying so may not be the one who does",
        "weak_answer": "a sentence that denies nothing by its own words is shown as denying it",
        "guessed_answer": "what is shown as denying it may be about something else",
        "weak_merge": "statements were grouped by likeness of words alone",
    }
)
"""Permanent codes; a new doubt gets a new code."""
