"""Turns of phrase that tell how somebody knows, and through which door their words came."""

from __future__ import annotations

import re

from sayso.extract.lexicon import word_set

SIGNALS = re.compile(
    r"\bintercept\w*|\bcall sign\b|\bwiretap\w*|\bSIGINT\b|\bsignals (?:intelligence|office|desk|branch|agency|"
    r"digest)\b|"
    r"\bbugged\b|\b(?:police|military|army|border) radio\b|\beavesdrop\w*|\bmonitored (?:calls?|traffic)\b",
    re.IGNORECASE,
)
VOICES = re.compile(r"\b(?:voice|call sign|channel|caller|station|operator)\b", re.IGNORECASE)
INSTRUMENT = re.compile(
    r"\b(?:survey|gauge|meter|sensor|instrument|thermometer|seismograph|radar|satellite|scan|x-ray|laboratory|lab|"
    r"analysis|autopsy|post-mortem|census|count|tally|poll|test|tests|samples?|weighbridge|counter|dosimeter)\b",
    re.IGNORECASE,
)
CALL_SIGN = re.compile(r"\b[A-Z][A-Z0-9]{2,}\b")
"""Whoever is heard on the air, by a word in capitals."""
COUNTED = re.compile(r"\bwho (?:had |has )?(?:counted|measured|weighed|timed|surveyed)\b", re.IGNORECASE)
IN_WRITING = re.compile(r"\bin writing\b", re.IGNORECASE)
INSIDER = re.compile(
    r"\w+ (?:\w+ )?\w+,? (?:who (?:works?|worked|used to work|"
    r"ha(?:s|ve|d) (?:sat|worked|seen|read|served|handled|attended)|was in|were in|serves?|served|sits?|sat)|"
    r"with (?:access|direct knowledge)|employed)\b"
    r"|\w+ members? of (?:the |its |his |her )?(?:\w+ )?(?:staff|crew|team|board|committee|cabinet|council)\b",
    re.IGNORECASE,
)
"""Somebody unnamed who belongs to what it is about."""
RELIED_ON = re.compile(r"\b(?:from|on|upon|to) whom (?:we|I|this newspaper) (?:had|relied|spoke|depended|got|quoted)\b")
"""How a newspaper calls the source it does not name."""
MEASURES = word_set("measured measures measure timed weighed counted clocked tested surveyed sampled analysed analyzed")
EXAMINED = re.compile(
    r"\b(?:compared|examined|tested|analys\w+|analyz\w+|measured|inspected under|under the microscope|surveyed|"
    r"counted|"
    r"weighed|scanned|x-rayed|sampled|(?:tried|checked|opened|inspected) (?:every|each|all|both|\w+ of))\b",
    re.IGNORECASE,
)
OWN_READING = re.compile(
    r"\b(?:he|she|i|they|we)(?:['’](?:ve|d))?\s+(?:had\s+|has\s+|have\s+)?(?:himself\s+|herself\s+|myself\s+)?"
    r"(?:tested|measured|timed|counted|weighed|taken \d|took \d|clocked|read the (?:meter|gauge))",
    re.IGNORECASE,
)
SEEN = (
    r"\s+(?:(?:had|has|have|also|only|then|could|just|both|not)\s+)*"
    r"(?:(?:heard|hear)\b(?!\s+(?:from|that|it from|of)\b)|lost sight of\b|"
    r"(?:saw|seen|see|watched|witnessed|noticed|smelled|stood|was standing|were standing)\b(?!\s+(?:that|of)\b)|"
    r"felt (?:the|a|an|it|his|her|my|our) (?:\w+ )?"
    r"(?:shake|move|give|tremble|go|drop|jolt|slip|rock|sway|lift|heat|draught|blast)\b)"
)
SAW = re.compile(
    rf"\b(?:i|we|he|she|they){SEEN}|^(?:he|she|i|they|we)\s+(?:was|were|had been)\s+\w+ing\b|"
    r"^(?:hearing|seeing|watching|holding|standing)\b|^(?:he|she|they) (?:had )?spent \w+ [^,.;]{2,40}\w+ing\b",
    re.IGNORECASE,
)
I_SAW = re.compile(
    rf"\b(?:i|we){SEEN}|^(?:i|we)\s+(?:was|were|had been)\s+\w+ing\b|\b(?:i|we) (?:was|were) (?:there|behind|"
    rf"inside)\b|"
    r"\b(?:behind|in front of|beside|around) (?:us|me)\b",
    re.IGNORECASE,
)
OTHERS_SAW = re.compile(r"^(?:he|she|they)\s+(?:saw|heard|watched|noticed)\b", re.IGNORECASE)
EYEWITNESS = re.compile(
    r"\bwho (?:saw|heard|watched|witnessed|was there|were there|drove|flew|steered|"
    r"(?:was|were) (?:driving|on (?:duty|board|watch|shift)))\b|\b(?:eye)?witness(?:es)?\b",
    re.IGNORECASE,
)
HEARSAY = re.compile(
    r"\bheard (?:it )?from\b|\bheard that\b|\bcommon (?:talk|knowledge)\b|\brumou?red\b|\bword is\b|\bgossip\b|"
    r"\b(?:he|she|they|i|we) (?:had been|have been|was|were) told\b|\bpeople (?:say|said)\b|\bsecond-?hand\b|"
    r"\bthey say\b|\bit is said\b|\bgrapevine\b",
    re.IGNORECASE,
)
RECORD = re.compile(
    r"\bin writing\b|\b(?:according to|shows?|showed) (?:the |a |its |his |her )?(?:log|records?|register|file|"
    r"minutes)\b|"
    r"\b(?:log|register|records?|minutes|file|sheet|report|document) (?:shows?|showed|says|said|states|stated)\b",
    re.IGNORECASE,
)
PUBLIC = re.compile(
    r"\b(?:told|to|before|with|briefed) (?:\w+['’]s )?(?:the |a |an )?(?:\w+ ){0,2}?(?:reporters|journalists|"
    r"press|news conference|press conference|"
    r"briefing|parliament|deputies|lawmakers|legislators|MPs|senators|congress|chamber|council|committee|court|"
    r"hearing|"
    r"inquiry|assembly|meeting|rally|crowd|supporters|viewers|shareholders|house)\b|\bin (?:the |a |its |his |"
    r"her |their )?"
    r"(?:\w+ ){0,3}?(?:statement|press release|news release|speech|address|chamber|parliament|testimony|"
    r"press conference|"
    r"news conference|communiqu[eé]|filing|broadcast|tweet|post)\b|\bat (?:a|the|"
    r"an) (?:\w+ ){0,2}?(?:news conference|press conference|"
    r"briefing|hearing|meeting|rally|conference)\b|\bannounce\w*|\btweet(?:ed|s)\b|\bposted\b|\bon (?:twitter|"
    r"facebook|television|state tv)\b",
    re.IGNORECASE,
)
INTERVIEW = re.compile(
    r"\bin an interview\b|\bby (?:tele)?phone\b|\bon the (?:tele)?phone\b|\bby e-?mail\b|\bin (?:a|"
    r"an) (?:written |e-?mailed )"
    r"?(?:reply|response|answer|e-?mail)\b|"
    r"\b(?:told|tells?|asked|asks?|assured|assures|informed|informs|reminded|confirmed to|said to|explained to|"
    r"wrote to) "
    r"(?:us|me|this (?:newspaper|paper|reporter|magazine|site|agency|weekly|publication))\b|"
    r"\b(?:told|tells) (?:the )?(?:news )?(?:agency|paper|newspaper|magazine|weekly|broadcaster|"
    r"station) (?=(?-i:[A-Z]))|"
    r"\b(?:told|tells) (?:the )?(?-i:(?:[A-Z]\w+ )+(?:Press|News|Times|Post|Wire|Agency|Radio|Television))\b|"
    r"\bwhen (?:reached|asked|contacted)\b|\bat (?:his|her|their) (?:kitchen|home|house|"
    r"office|desk)\b",
    re.IGNORECASE,
)
SECRET = re.compile(
    r"\b(?:not (?:(?:want|wish) )?(?:to )?(?:be )?(?:named|identified)|gave no name|"
    r"anonym\w+|would not give (?:his|her|their) names?|"
    r"asked not to|fear\w*|"
    r"speaking separately|condition|familiar with|close to|with knowledge|handled|has seen|have seen|"
    r"not authori[sz]ed|"
    r"consulted by|who knows|declined to be (?:named|identified)|spoke separately|insider)\b",
    re.IGNORECASE,
)
INFORMANTS = word_set(
    "official officials officer officers source sources guard guards insider insiders aide aides employee employees "
    "person diplomat diplomats soldier soldiers adviser advisers staffer colleague executive one second other another "
    "policeman detective investigator investigators worker informant lawmaker"
)
DIALOGUE = word_set("ask reply answer respond add retort interject counter object insist")
