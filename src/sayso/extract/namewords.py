"""Words that decide what a capitalised run is: little words, first names, countries and large cities."""

from __future__ import annotations

from sayso.extract.lexicon import MONTHS, WEEKDAYS, word_set

LITTLE = (
    word_set(
        "a about above according across add after afterwards again against ago all almost alone along already also "
        "although always am among an and another any anybody anyone anything apart apologies are around as aside "
        "asked at attached away back be because been before behind being below beneath beside besides between "
        "beyond both but by can cannot channel completion contact could copy date dear despite did directly do does "
        "dogs done down during each earlier early either else enough even eventually ever every everybody everyone "
        "everything except few finally first five following for former four from fwd further given good had half "
        "has have he hello her here hers hi him his how however i if in indeed inside instead into is it its itself "
        "just last late later least less let like make man many maybe me meanwhile mine more moreover most much "
        "must my near nearly neither never nevertheless next nine no nobody none nor not nothing now nowhere "
        "numbers of off often on once one only onto or other others otherwise our ours out outside over own past "
        "people per perhaps please present privately questions quite rather re recently regards second seven "
        "several shall she should signed since sincerely six so some somebody someone something sometimes somewhere "
        "soon still subject such ten than thanks that the their theirs them then there thereafter therefore these "
        "they third this those though three through throughout thus to today together tomorrow tonight too toward "
        "towards two under unless unlike until up upon us use very via visitors was we weather week well were what "
        "whatever when where whether which while who whoever whom whose why will with within without would yes "
        "yesterday yet you your yours fw fwd re cc bcc ref tel original message draft item"
    )
    | set(MONTHS)
    | set(WEEKDAYS)
)
"""Never part of a name where they open a sentence, nor alone anywhere."""

PARTICLES = word_set("van von de der den del della di da do dos du la le el al bin ibn ben ter ten zu af av y")
CONNECTORS = ("of the", "of", "for the", "for", "and", "&", "on", "against")
ABBREVIATIONS = word_set(
    "mr mrs ms dr prof rev fr sgt cpl pte pvt lt capt maj col brig gen adm cdr cllr supt st no jr sr sen rep gov hon "
    "mt inc ltd corp co dept messrs"
)

FEMALE_NAMES = word_set(
    "agnes alice amanda amelia amy ana andrea angela anita ann anna anne annette barbara beatrice bella berta bianca "
    "brenda bridget carla carmen carol caroline catherine cecilia charlotte chiara christina christine clara claire "
    "claudia cora daniela deborah denise diana dora doris dorothy edith elena eleanor elisa elizabeth ella ellen elsa "
    "emily emma erika esther eva evelyn fatima fiona florence frances gabriela gloria grace greta hanna hannah "
    "heather helen helena ida ingrid irene iris irina isabel isabella ivana jana jane janet jean jennifer jessica "
    "joan joanna judith julia julie karen karin kate katharine katherine kathleen katrin laila laura lea leila lena "
    "lillian linda lisa louise lucia lucy lydia magda maria marie marina marion marta martha mary maud maya megan "
    "melissa mia michelle miriam mona monica nadia nancy naomi natalia natalie nicole nina nora olga olivia patricia "
    "paula petra pia polly rachel rebecca renata rita rosa rose ruth sabina sally samantha sandra sara sarah selma "
    "sharon silvia simone sofia sonia sophia sophie stella stephanie susan svetlana sylvia tamara tania teresa "
    "theresa tina ursula valerie vera veronica victoria viola virginia wendy yasmin yvonne zoe"
)
MALE_NAMES = word_set(
    "aaron abdul adam adrian ahmed alan albert alexander alfred ali amir anders andrea andreas andrew anthony anton "
    "antonio arthur barry benjamin bernard boris brian bruno carl carlos charles christian christopher colin conrad "
    "craig daniel david dennis derek dietrich dmitri donald douglas edgar edmund edward emil eric ernest ethan eugene "
    "felix ferdinand francis frank franz frederick gabriel gareth gary geoffrey george gerald gilbert giovanni gordon "
    "graham gregory gunnar gustav hamid hans harold harry hassan heinrich henry herbert howard hugh hugo ian ibrahim "
    "igor isaac ivan jack jacob jakob james jan jason jeffrey jens jeremy jerome jim joe john jonas jonathan jose "
    "josef joseph joshua juan julian karl keith kenneth kevin klaus konrad lars laurence leo leon leonard lewis louis "
    "lucas luis luke malcolm manuel marco marcus mario mark martin matthew maurice max michael miguel mikhail mohamed "
    "mohammed muhammad nathan neil nicholas nigel noah norman oleg oliver omar oscar otto owen pablo patrick paul "
    "pavel pedro peter philip pierre ralph raymond richard robert roger roland ronald roy rudolf rupert ryan samuel "
    "scott sean sebastian sergei simon stanley stefan stephen steven stuart theodore thomas tim timothy tobias tom "
    "tomas tony victor viktor vincent vladimir walter werner wilhelm william yusuf"
)
FIRST_NAMES = FEMALE_NAMES | MALE_NAMES

WORLD = word_set(
    "afghanistan africa albania algeria america angola argentina armenia asia australia austria azerbaijan bangladesh "
    "belarus belgium bolivia bosnia botswana brazil britain bulgaria cambodia cameroon canada chad chile china "
    "colombia congo croatia cuba cyprus denmark ecuador egypt england eritrea estonia ethiopia europe finland france "
    "georgia germany ghana greece guatemala haiti honduras hungary iceland india indonesia iran iraq ireland israel "
    "italy jamaica japan jordan kazakhstan kenya korea kosovo kuwait latvia lebanon liberia libya lithuania "
    "luxembourg malaysia mali malta mexico moldova mongolia montenegro morocco mozambique myanmar namibia nepal "
    "netherlands nicaragua niger nigeria norway oman pakistan panama paraguay peru philippines poland portugal qatar "
    "romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland "
    "syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay uzbekistan venezuela vietnam wales yemen "
    "zambia zimbabwe amsterdam ankara athens baghdad bangkok barcelona beijing beirut belfast belgrade berlin bonn "
    "boston brussels bucharest budapest cairo chicago copenhagen delhi dubai dublin edinburgh frankfurt geneva "
    "glasgow hamburg havana helsinki istanbul jakarta jerusalem johannesburg kabul kiev kyiv lagos lima lisbon london "
    "luxembourg madrid manchester manila melbourne milan montreal moscow mumbai munich nairobi oslo ottawa paris "
    "prague riyadh rome seoul shanghai sofia stockholm strasbourg sydney tehran tokyo toronto tripoli vienna vilnius "
    "warsaw washington zagreb zurich"
)
