"""Word lists of the trade: which verbs say, deny, order; which nouns are people, offices, papers, places.

Only the general language stands here, never the names of a case. Verbs are listed by their base form; ``LEMMAS`` knows
their inflected forms.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType


def word_set(words: str) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(words.split())


DENY = word_set("deny reject dismiss dispute refute rebut repudiate disown disavow contradict contest rebuff gainsay")
CONFIRM = word_set(
    "confirm acknowledge concede admit agree accept grant verify corroborate recognise recognize authenticate concur "
    "stand_by"
)
PROMISE = word_set("promise undertake pledge vow guarantee commit volunteer offer")
ORDER = word_set(
    "order direct require instruct command resolve decree mandate forbid prohibit ban summon enjoin compel oblige bar"
)
ASK = word_set(
    "ask question inquire enquire request recommend urge wish want seek appeal plead beg propose press petition "
    "implore demand invite wonder call_for lobby solicit exhort"
)
BELIEVE = word_set(
    "believe think consider expect fear assess conclude feel suspect assume reckon doubt guess anticipate predict "
    "forecast regard deem suppose imagine worry hope judge know estimate see_as presume surmise infer foresee view "
    "figure mistrust prefer favour favor value understand trust speculate"
)
DECLINE = word_set("decline refuse")
CORRECT = word_set("withdraw correct retract recant amend rectify rescind disclaim take_back")
SENSE = word_set("see hear witness watch observe remember recall recollect notice smell spot glimpse overhear")
INTEND = word_set("plan intend mean aim vow promise pledge undertake resolve decide threaten prepare commit")
SAY = word_set(
    "say tell state report write add announce declare claim assert maintain insist explain note remark comment "
    "observe reply answer respond argue allege accuse describe call quote cite reveal disclose warn stress emphasise "
    "emphasize point_out put remind assure inform advise brief testify swear repeat reiterate mention complain object "
    "protest recall suggest indicate imply hint boast joke whisper shout cry exclaim tweet post publish print show "
    "give have record find measure make set_out state attribute blame charge contend counter detail dub label brand "
    "term title speak talk read go_on continue conclude recount relate tell cable phone message email e-mail "
    "telegraph signal log certify attest depose submit hold estimate calculate list document chronicle depict portray "
    "characterise characterize criticise criticize condemn denounce praise welcome applaud apologise apologize thank "
    "urge caution alert notify convey pass_on narrate express voice opine muse quip snap retort interject lament "
    "bemoan grumble proclaim pronounce affirm aver avow posit theorise theorize determine discover establish learn "
    "hear reckon"
)
VERBS = DENY | CONFIRM | PROMISE | ORDER | ASK | BELIEVE | DECLINE | CORRECT | SENSE | INTEND | SAY
TELL = word_set(
    "tell inform assure remind warn advise notify brief order direct instruct command urge ask promise persuade "
    "convince alert caution invite beg implore"
)
"""Verbs whose object is the person addressed."""

_IRREGULAR = MappingProxyType(
    {
        "say": "said", "tell": "told telling tells", "write": "wrote written", "think": "thought", "find": "found",
        "hold": "held", "give": "gave given", "put": "putting puts", "have": "has had having", "know": "knew known",
        "swear": "swore sworn", "undertake": "undertook undertaken undertaking", "withdraw": "withdrew withdrawn",
        "make": "made", "see": "saw seen", "hear": "heard", "feel": "felt", "speak": "spoke spoken", "show": "shown",
        "read": "reads reading", "forbid": "forbade forbidden forbidding", "seek": "sought", "mean": "meant",
        "understand": "understood", "foresee": "foresaw foreseen", "call_for": "called", "go_on": "went gone going",
        "point_out": "pointed points pointing", "see_as": "", "set_out": "", "pass_on": "", "overhear": "overheard",
        "beg": "begged begging", "plan": "planned planning", "ban": "banned banning", "bar": "barred barring",
        "rebut": "rebutted rebutting", "admit": "admitted admitting", "commit": "committed committing",
        "submit": "submitted", "infer": "inferred", "prefer": "preferred", "concur": "concurred", "refer": "referred",
        "compel": "compelled", "label": "labelled labeled", "quip": "quipped", "dub": "dubbed", "log": "logged",
        "deny": "denies denied denying", "reply": "replies replied", "imply": "implies implied", "cry": "cries cried",
        "testify": "testifies testified", "certify": "certifies certified", "verify": "verifies verified",
        "rectify": "rectified", "notify": "notifies notified", "worry": "worries worried", "hint": "hinted",
        "learn": "learnt", "travel": "travelled", "signal": "signalled", "snap": "snapped", "spot": "spotted",
        "oblige": "obliged", "convey": "conveyed", "portray": "portrayed", "survey": "surveyed", "tally": "tallied",
        "sing": "sang", "take": "took taken", "hide": "hid", "leave": "left",
    }
)  # fmt: skip
NOUNS = MappingProxyType(
    {
        "statement": "state", "claim": "claim", "allegation": "allege", "denial": "deny", "promise": "promise",
        "pledge": "pledge", "undertaking": "undertake", "order": "order", "instruction": "instruct",
        "directive": "direct", "request": "request", "demand": "demand", "appeal": "appeal", "question": "question",
        "belief": "believe", "view": "view", "opinion": "believe", "fear": "fear", "hope": "hope",
        "expectation": "expect", "assessment": "assess", "conclusion": "conclude", "finding": "find",
        "report": "report", "warning": "warn", "assurance": "assure", "assertion": "assert", "suggestion": "suggest",
        "recommendation": "recommend", "accusation": "accuse", "admission": "admit", "confirmation": "confirm",
        "refusal": "refuse", "announcement": "announce", "estimate": "estimate", "testimony": "testify",
        "account": "describe", "complaint": "complain", "reply": "reply", "answer": "answer", "comment": "comment",
        "according": "say", "remark": "remark", "argument": "argue", "suspicion": "suspect", "doubt": "doubt",
        "retraction": "retract", "correction": "correct", "vow": "vow", "thought": "think", "talk": "say",
        "rumour": "say", "rumor": "say", "judgment": "judge", "judgement": "judge", "prediction": "predict",
        "forecast": "forecast", "proposal": "propose", "idea": "think", "explanation": "explain",
    }
)  # fmt: skip
"""Nouns that mark an attribution, and the verb whose kind they share."""


def _forms(lemma: str) -> Iterable[str]:
    base = lemma.split("_", maxsplit=1)[0]
    yield base
    yield from _IRREGULAR.get(lemma, "").split()
    stem = base.removesuffix("e")
    yield base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    yield stem + "ed"
    yield stem + "ing"


def _lemmas() -> dict[str, str]:
    out: dict[str, str] = {}
    for lemma in sorted(VERBS):
        if "_" not in lemma:
            for form in _forms(lemma):
                out.setdefault(form, lemma)
    for lemma, forms in _IRREGULAR.items():
        if lemma in VERBS and "_" not in lemma:
            out.update(dict.fromkeys(forms.split(), lemma))
    for noun, lemma in NOUNS.items():
        out.setdefault(noun, lemma)
        out.setdefault(noun + "s", lemma)
    return out


LEMMAS = MappingProxyType(_lemmas())
"""Inflected form to base form, of every verb and noun listed."""

PERSON_TITLES = word_set(
    "mr mrs ms miss mx dr prof professor doctor sir dame lady lord rev reverend fr father sister brother imam rabbi "
    "sheikh pte pvt private cpl corporal sgt sergeant lt lieutenant capt captain maj major col colonel brig brigadier "
    "gen general adm admiral commodore cdr commander cllr cllrs councillor councilor alderman judge justice "
    "magistrate president minister premier chancellor secretary senator sen rep representative congressman "
    "congresswoman mp mep deputy governor gov mayor ambassador consul commissioner inspector superintendent supt "
    "detective constable officer sheriff marshal director chairman chairwoman chair chief executive prosecutor "
    "attorney engineer spokesman spokeswoman spokesperson king queen prince princess pope bishop archbishop cardinal "
    "monsieur madame herr frau senor señor señora don signor messrs warden keeper coroner lawyer technician analyst "
    "adviser advisor speaker leader foreman nurse pastor canon clerk registrar treasurer comptroller undersecretary "
    "recruit recruits rct rcts conscript trooper tpr gunner sapper cadet ensign midshipman seaman airman fusilier "
    "guardsman rifleman bombardier quartermaster commandant privates sergeants corporals pc dc dci wpc patrolman "
    "matron surgeon midwife provost headmaster headmistress bursar vicar curate chaplain deacon postmaster "
    "stationmaster harbourmaster harbormaster skipper bosun purser ombudsman auditor counsel solicitor barrister "
    "bailiff baron baroness countess viscount"
)
"""Words before a name that are no part of it, without their full stops."""
RANKS = word_set(
    "pte pvt private cpl corporal sgt sergeant lt lieutenant capt captain maj major col colonel brig brigadier gen "
    "general recruit rct trooper tpr gunner sapper cadet ensign midshipman seaman airman fusilier guardsman rifleman "
    "bombardier"
)
"""Titles of soldiers."""
FEMALE_TITLES = word_set("mrs ms miss dame lady madame frau señora sister queen princess congresswoman spokeswoman")
MALE_TITLES = word_set("mr sir lord fr herr señor signor don brother king prince congressman spokesman father")

ROLE_NOUNS = PERSON_TITLES | word_set(
    "man woman boy girl person people official officials officers soldier soldiers guard guards policeman policewoman "
    "source sources insider insiders aide aides adviser advisers staffer employee employees worker workers colleague "
    "colleagues resident residents neighbour neighbours neighbor villager villagers witness witnesses survivor driver "
    "pilot farmer farmers fisherman ferryman doctor doctors engineer engineers expert experts researcher scientist "
    "professor lawyer lawyers solicitor barrister client clients prosecutor judge investigator investigators auditor "
    "auditors inspector inspectors consultant contractor owner owners tenant manager managers boss superior superiors "
    "editor reporter journalist writer author spokesman spokeswoman spokesperson wife husband brother sister mother "
    "father son daughter cousin uncle aunt widow parents family friend friends victim suspect defendant prisoner "
    "detainee passenger student teacher nurse patient critic critics supporter supporters activist activists analyst "
    "analysts diplomat diplomats politician politicians minister ministers lawmaker lawmakers legislator member "
    "members voter voters leader leaders founder candidate attendant keeper sentry voice caller speaker operator "
    "operators technician surveyor accountant banker trader investor investors customer customers clerk secretary "
    "assistant coroner pathologist medic paramedic firefighter delegate delegates negotiator ambassador envoy visitor "
    "visitors somebody someone anyone one others another individual individuals bishop priest captain superintendent "
    "adviser deputy chairman chairwoman executive executives shareholder teller dealer sailor crew courier informant "
    "defector"
)
"""Head nouns of descriptions of people."""
PLURAL_ROLES = word_set(
    "people officials officers soldiers guards sources insiders aides advisers employees workers colleagues residents "
    "neighbours villagers witnesses farmers doctors engineers experts lawyers clients investigators auditors "
    "inspectors owners managers superiors parents friends critics supporters activists analysts diplomats politicians "
    "ministers lawmakers members voters leaders operators investors customers delegates visitors others individuals "
    "executives groups households families insurers men women campaigners authorities police"
)

ORGANISATION_HEADS = word_set(
    "ministry directorate office commission sector council agency department police bureau authority board committee "
    "company corporation corp inc ltd limited plc llc gmbh ag sa group holdings partners bank trust fund foundation "
    "institute institution university college school polytechnic academy hospital clinic court tribunal chamber "
    "parliament senate congress assembly party union federation league association society club church government "
    "army navy force forces brigade regiment battalion division branch section unit service services command "
    "secretariat embassy consulate mission delegation laboratory laboratories labs centre center network alliance "
    "coalition campaign movement team staff cabinet treasury inspectorate constabulary registry regulator watchdog "
    "ombudsman charity aid hydro energy power water electric gas oil mining rail railway railways airlines airways "
    "shipping logistics systems technologies software pharmaceuticals chemicals motors steel industries enterprises "
    "insurance insurers media press wire courier herald times post mail observer examiner gazette tribune news "
    "chronicle journal star sun telegraph guardian standard echo argus mirror express weekly daily sentinel bulletin "
    "globe independent dispatch monitor magazine broadcasting television radio newspaper bbc cnn reuters cooperative "
    "consortium contractors solicitors chambers executive desk crew administration guard customs"
)
OUTLET_HEADS = word_set(
    "courier herald times post mail observer examiner gazette tribune news chronicle journal star sun telegraph "
    "guardian standard echo argus mirror express weekly daily sentinel bulletin globe independent dispatch monitor "
    "magazine newspaper paper agency wire service press broadcasting radio television lantern record advertiser "
    "citizen"
)
PLACE_HEADS = word_set(
    "river bridge street lane road avenue square ferry dam farm hall yard post lake loch mount mountain city county "
    "island islands isle village town valley hill hills park bay harbour harbor port airport station crossing gate "
    "forest wood coast beach cape canal quay dock pier reservoir weir well camp base site block building house tower "
    "plaza district province region state kingdom republic peninsula desert sea ocean gulf strait channel border "
    "wharf mill mine quarry plant terminal junction tunnel field fields shed room gallery ward cell depot barracks"
)
DOCUMENT_HEADS = word_set(
    "memo memorandum report letter statement paper digest page log e-mail email mail note notes record records file "
    "document documents dossier minutes release bulletin circular instruction directive order act bill law regulation "
    "decree resolution treaty protocol agreement contract form sheet survey study audit review analysis assessment "
    "article story book register diary logbook transcript affidavit indictment filing complaint petition ruling "
    "verdict judgment judgement invoice receipt certificate manual handbook guideline guidelines policy plan summary "
    "brief briefing cable telegram message fax text post tweet presentation slide spreadsheet table list inventory "
    "map photograph picture video recording tape annex appendix draft copy version correction announcement "
    "declaration communique communiqué warrant subpoena notice poll census figures data files papers emails e-mails "
    "letters reports accounts books"
)
"""Head nouns of things written, which can speak for themselves."""
STATEMENTS = word_set("statement release announcement communique communiqué declaration notice correction")
"""Papers in which an organisation speaks: the speaker is the organisation."""

MONTHS = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
                "september sep sept", "october oct", "november nov", "december dec",
            ),
            start=1,
        )
        for name in names.split()
    }
)  # fmt: skip
WEEKDAYS = MappingProxyType(
    {day: n for n, day in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))}
)
