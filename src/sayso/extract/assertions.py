"""Which sentences of a paper assert something of their author's: a figure, a denial, an act, any fact to be held to.

A question, a courtesy, a service to readers and somebody else's word are none. Of a short paper every plain sentence
counts; of a long one, and of what names nobody, only what has weight, so that a reader is not drowned.
"""

from __future__ import annotations

import re

from sayso.extract.genre import Genre
from sayso.extract.lexicon import MONTHS

_FIGURE = re.compile(
    r"\b\d[\d.,]*\s*(?:%|per cent|percent|litres?|liters?|l/\w+|"
    r"m3|metres?|meters?|mm|cm|km|kg|tonnes?|tons?|degrees?|°\w?|"
    r"volts?|amps?|bar|ppm|mg|µg|hours?|minutes?|euros?|dollars?|pounds?|crowns?|people|persons|men|women|children|cases|"
    r"dead|injured|families|rounds|shots|boxes|copies|returns)\b|[€$£]\s?\d|\btotal\b[^.]{0,60}\d|\b\d[\d.,]*\s*%",
    re.IGNORECASE,
)
_COUNTED = (
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty eighty dozen "
    "dozens hundred hundreds thousand thousands million millions half both"
).replace(" ", "|")
_NUMBER = re.compile(
    rf"(?<![\w.])\d[\d.,]*(?!\w)|\b\d{{1,2}}(?:st|nd|rd|th)\b|\btwice\b|\b(?:{_COUNTED})(?:\b|-)|"
    rf"\b(?:{'|'.join(sorted(m for m in MONTHS if m != 'may'))})\b",
    re.IGNORECASE,
)
"""A figure in signs or words, or a month: what somebody can be held to."""
_DENIAL = re.compile(
    r"^(?:No|None|Nobody|Neither|At no time)\b|\b(?:was|were|has|have|had|did|does|do|is|are|can|could) "
    r"(?:not|never|no)\b|\b(?:nobody|nothing|never|no longer|no one)\b|\b(?:made|gave|found|took|heard|saw|left) no\b"
)
_NONE = re.compile(r"\b(?:no|nil|none|not|never|without)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:gives?|gave)\b(?! to\b)|\bshow(?:s|ed)?\b(?= that\b| how\b|[^.]{0,24}\d)"
    r"|\b(?:withdr[ae]ws?|stated|says?|said|reported|claimed|measured"
    r"|den(?:y|ies|ied)|told|asked)\b|(?<!\ba )(?<!\bone )(?<!\bthe )(?<!\b(?:that|this) )(?<!\b(?:its|his|her|our) )"
    r"(?<!\btheir )\b(?:states?|reports?|claims?|asks?)\b",
    re.IGNORECASE,
)
"""Somebody else's word, whether or not it was recognised as such: never to be taken for the author's own."""
_THEIRS = re.compile(r"(?:he|she|they|his|her|their)\b", re.IGNORECASE)
"""Who was spoken of before: it goes on with their words, where they were the last to speak."""
_MINE = re.compile(r"(?:My|Our) (?:own )?\w+ (?:gives?|gave|shows?|showed|measured)\b")
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|must|shall|should|went|came|took|made|"
    r"gave|put|sent|held|found|left|got|met|wrote|saw|paid|stood|fell|ran|drove|lent|kept|lost|began|broke|brought|built|"
    r"bought|cut|drew|knew|let|meant|rang|rose|sat|set|shut|slid|sold|spent|swept|thought|told|wore|won|[a-z]{2,}ed|"
    r"lies?|stands?|carry|carries|serves?|runs?|goes|comes?|holds?|remains?|keeps?|contains?|bears?|costs?|needs?|lacks?|"
    r"allows?|continues?|leans?|draws?|turns?|grows?|appears?|seems?|provides?|consists?|reach(?:es)?|moves?|leaves?|"
    r"measures?|weighs?|exists?|supply|supplies|employs?|includes?|follows?|exceeds?|belongs?|owns?|lives?|works?|leaves?|takes?|makes?|gets?|rests?|depends?|begins?|ends?|opens?|closes?|"
    r"sits?|owes?|pays?|sells?|uses?|falls?|rises?|leads?|covers?|meets?|starts?|stops?|fails?|leaks?|isn[’']t|aren[’']t|"
    r"wasn[’']t|weren[’']t|hasn[’']t|hadn[’']t|haven[’']t|didn[’']t|doesn[’']t|(?<=\bI )[a-z]+|(?<=\b[Ww]e )[a-z]+|"
    r"(?<=\b[Tt]hey )[a-z]+)\b"
)
"""What makes a sentence of a paper: a heading or a scrap has none."""
_AHEAD = re.compile(r"\b(?:will|shall)\b")
_CHANGED = re.compile(
    r"\b(?:article|story|headline|caption|page|piece)\s+(?:was|has been) (?:amended|corrected|updated|changed)"
)
_COURTESY = re.compile(
    r"(?:Thanks?|Many thanks|With reference|Further to|Attached|Enclosed)\b|[^.]*\b(?:attached|enclosed)\b"
)
_SERVICE = re.compile(
    r"\b(?:telephone|enquir(?:y|ies)|inquiries (?:to|by|should)|further information|for (?:more )?information|"
    r"opening hours|visiting hours|web ?site|hotline|help ?line|readers (?:who|should|can|may|are)|permitted with|"
    r"copies (?:of this|to:)|press (?:desk|contact)|(?:can|may) be (?:reached|contacted|given|obtained|collected))\b",
    re.IGNORECASE,
)
"""What is told to be of use, not to be believed."""
_WISHES = (
    "hope|wish|trust|regret|thank|know|look|want|beg|write|remain|need|like|love|mean|would|could|should|might|may|can|"
    "shall"
)
_FEELS = "sorry|glad|happy|pleased|grateful|afraid|aware|writing|yours?|here|always|sure|delighted|proud|obliged"
_MOOD = re.compile(
    r"(?:You|Your|If|Unless|Should|Let|Perhaps|May|Forgive|Please)\s|(?:Yes|No),\s|"
    rf"(?:I|We)(?:\s+am|\s+are|[’']m|[’']re)\s+(?:{_FEELS})\b|"
    rf"(?:I|We)(?:\s+(?:\w+ly|also|do|still|now|always))?(?:\s+(?:{_WISHES})|[’']d|[’']ll)\b|"
    r"(?:Our|My) (?:thoughts|thanks|regards)\b|(?:This|That) is (?:the|a|an|my|what|why|how|all)\b|"
    r"It is (?:with|my|our|late|time|a (?:pleasure|pity))\b",
)
"""Addressed to the reader, wished or felt."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_TAIL = re.compile(
    r"[,;]\s+(?:and\s+)?(?:(?:our|my)\s+(?:thoughts|sympath\w+|prayers|hearts|thanks)|(?:we|I)\s+(?:thank|regret|"
    r"apologi[sz]e|hope|trust|wish))\b"
)
"""Where a sentence goes on to what its author feels."""
_LOOSE = re.compile(
    r"(?:It|This|That|These|Those|One|So|Then|And|But|Or|Such|There it)\b|(?:The same|The rest|The other)\b",
    re.IGNORECASE,
)
"""What hangs on the sentence before and tells little by itself."""
_PROCEEDING = re.compile(
    r"\b(?:was|were)\s+(?:\w+ly\s+|then\s+|duly\s+|not\s+)?(?:recorded|filled|closed|carried|approved|adopted|passed|rejected|lost|defeated|elected|"
    r"appointed|tabled|deferred|withdrawn|ratified|endorsed|granted|refused|confirmed|accepted|co-opted|dismissed)\b|"
    r"\bvot(?:ed|es)\b|\babstained\b"
)
"""What a meeting did, as its minutes state it."""
_SAW = re.compile(
    r"\bI\s+(?:can report|saw|watched|counted|heard|found|went|walked|stood|visited|sat|measured|timed|stayed|drove|"
    r"followed|have (?:seen|counted|walked|visited)|was (?:there|in|at|on|present))\b"
)
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|(?<!\w)‘[^‘]*?’(?!\w)")
BRIEF_WORDS = 700
"""A paper of no more words holds few sentences, each written for a reason."""
LEAST_WORDS = 4
_SHORT = re.compile(r"(?:We|I|Nothing|Nobody|None|No one) (?:was|were|am|have|had)\b")
"""Three words that say something by themselves: "We were misled"."""


def long_enough(words: str, genre: Genre) -> bool:
    """Whether a sentence says something by itself; logs are terse, and minutes where they have a figure."""
    count = len(words.split())
    terse = (genre in {"log", "minutes"} and weighs(words)) or bool(_SHORT.match(words))
    terse = terse or (genre == "log" and bool(_VERBAL.search(words)))
    return count >= LEAST_WORDS - terse and len(_WORD.findall(_NUMBER.sub(" ", words))) > 1


def is_courtesy(words: str) -> bool:
    """Whether a sentence is there out of courtesy, or to be of use to its reader."""
    return bool(_COURTESY.match(words) or _SERVICE.search(words))


def without_tail(words: str) -> int:
    """How many characters of a sentence come before what its author feels about it."""
    tail = _TAIL.search(words)
    return tail.start() if tail else len(words)


def weighs(words: str) -> bool:
    """Whether a sentence has a figure, a date or a denial in it."""
    return bool(_FIGURE.search(words) or _NUMBER.search(words) or _DENIAL.search(words))


def corrects(words: str) -> bool:
    """Whether a sentence of a correction is what it puts right."""
    return weighs(words) and not _AHEAD.search(words) and not _CHANGED.search(words)


def saw(paragraph: str) -> bool:
    """Whether the writer of a paragraph tells, outside quotations, what he or she saw or did there."""
    return bool(_SAW.search(_QUOTED.sub("", paragraph)))


def asserts(words: str, genre: Genre, *, named: bool, brief: bool, alone: bool) -> bool:
    """Whether a sentence that orders nothing says something that somebody can be held to.

    It is ``alone`` where nobody else speaks right before it.
    """
    theirs = _OTHERS.search(words) or (_THEIRS.match(words) and not alone)
    if (theirs and not _MINE.match(words)) or _MOOD.match(words):
        return False
    if genre == "log":
        return True
    if genre == "minutes":
        return bool(_PROCEEDING.search(words))
    if not _VERBAL.search(words):
        return genre != "article" and bool(_NONE.search(words) and _NUMBER.search(words))
    press = genre in {"article", "release"} and named and len(words.split()) > LEAST_WORDS
    return press or weighs(words) or (genre != "article" and brief and (named or _is_plain(words)))


def _is_plain(words: str) -> bool:
    """Whether a sentence without a figure stands by itself."""
    return not _LOOSE.match(words) and not _THEIRS.match(words)
