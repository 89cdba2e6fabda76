"""Small closed sets of words that linking asks about."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a table written as one line."""
    return frozenset(words.split())


MONTHS = word_set(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
NUMBERS = word_set(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "half dozen"
)
AUXILIARIES = word_set("is are was were had has have will would did does do can could should must may might")
NEGATIONS = word_set("not no never none nor neither without cannot nobody nothing")
SHORT_WORDS = word_set(
    "a i ad ah al am an as at be by de do dr du eh el en et ex go he hi if in is it la le me mr ms my no of oh ok "
    "on or pm so st to un up us vs we act add age ago aid aim air all and any are arm art ask ate bad bag bar bay "
    "bed bet big bit box boy bus but buy can car cut day did die dog dry due ear eat egg end era etc eye far fee "
    "few fit fly for fun gas get god got gun had has hat her hey him his hit hot how ice ill its job key kid law "
    "lay led leg let lie lot low mad man map may men met mix mrs new nor not now odd off oil old one our out own "
    "pay per put ran raw red rid row run sat saw say sea see set sex she sir sit six sky son sum sun tax tea ten "
    "the tie tip too top toy try two use van via war was way wet who why win won yes yet you"
)
"""Real words of up to three letters; other short strings of letters are abbreviations or misread."""
