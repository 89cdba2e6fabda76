"""The shapes of handling lines in words, as data: the name of the control, and how the line may run.

A name with {} takes in the words of the group ``what``. The groups ``tail`` and ``strict`` are what may follow.
"""

from __future__ import annotations

import re

_USE = r"(?:RELEASE|PUBLICATION|CIRCULATION|DISTRIBUTION|QUOTATION|ATTRIBUTION|DISSEMINATION|BROADCAST|DISCLOSURE)"
_DONT = r"(?:COPY|FORWARD|DISTRIBUTE|CIRCULATE|QUOTE|CITE|RELEASE|PUBLISH|DISCLOSE|SHARE)"
_WHEN = r"(?P<tail>.{0,70})"
_NO_MORE = r"(?P<strict>.{0,70})"
PHRASES = tuple(
    (name, re.compile(shape, re.IGNORECASE))
    for name, shape in (
        (
            "NOT FOR {}",
            rf"(?:STRICTLY )?NOT FOR (?:PUBLIC |FURTHER |GENERAL |ONWARD )*(?P<what>{_USE})(?: OR {_USE})?{_WHEN}",
        ),
        ("EMBARGO", rf"(?:STRICTLY )?EMBARGO(?:ED)?\b(?: FOR RELEASE)?(?:\s*:| UNTIL| TILL| TO| FOR|$){_WHEN}"),
        ("EMBARGO", rf"(?:NOT FOR|NO) (?:RELEASE|PUBLICATION|BROADCAST) (?:BEFORE|UNTIL){_WHEN}"),
        ("EMBARGO", rf"HOLD (?:FOR RELEASE )?(?:UNTIL|TILL){_WHEN}"),
        ("FOR IMMEDIATE RELEASE", rf"(?:FOR )?IMMEDIATE RELEASE{_WHEN}"),
        ("FOR RELEASE", rf"FOR RELEASE (?:ON|AT|AFTER|UNTIL|UPON|:){_WHEN}"),
        ("RELEASED", rf"(?:RELEASED|RELEASE) IN (?:PART|FULL|WHOLE){_WHEN}"),
        ("INTERNAL ONLY", rf"(?:FOR )?INTERNAL(?: USE| CIRCULATION| DISTRIBUTION)? ONLY{_NO_MORE}"),
        ("FOUO", rf"FOR OFFICIAL USE ONLY{_WHEN}"),
        ("FOR OFFICIAL USE", rf"FOR OFFICIAL USE(?! ONLY){_WHEN}"),
        ("FOR INTERNAL USE", rf"FOR (?:INTERNAL|GOVERNMENT|POLICE) USE(?: ONLY)?{_WHEN}"),
        (
            "{} ONLY",
            (
                rf"(?:FOR )?(?:THE )?(?P<what>OFFICIAL|STAFF|COMPANY|ADDRESSEES?|RECIPIENTS?|BOARD|MEMBERS"
                r"|CLIENTS?|SERVICE|DEPARTMENT(?:AL)?|OFFICE|CABINET|MINISTERS?|COMMITTEE|COUNCIL|DIRECTORS|PARTNERS"
                r"|MANAGEMENT|COUNSEL|PARTIES|EDITORS?|TRUSTEES|CREW)(?:'S|S')?"
                rf"(?: USE| EYES)? ONLY{_NO_MORE}"
            ),
        ),
        ("{} EYES ONLY", rf"(?:FOR )?(?P<what>[A-Z. ]{{0,30}})EYES ONLY{_WHEN}"),
        ("ATTORNEY-CLIENT PRIVILEGED", rf"ATTORNEY[ -]CLIENT (?:PRIVILEGED?|COMMUNICATION|WORK PRODUCT){_WHEN}"),
        ("ATTORNEY WORK PRODUCT", rf"(?:ATTORNEY )?WORK PRODUCT{_NO_MORE}"),
        ("LEGALLY PRIVILEGED", rf"(?:LEGALLY )?PRIVILEGED (?:AND|&) CONFIDENTIAL{_WHEN}"),
        ("LEGALLY PRIVILEGED", rf"(?:SUBJECT TO )?LEGAL(?:LY)? (?:PROFESSIONAL )?PRIVILEGED?{_NO_MORE}"),
        ("IN CONFIDENCE", rf"(?:STRICTLY |PRIVATE (?:AND|&) |COMMERCIAL[ -]IN[ -])CONFIDEN(?:TIAL|CE){_WHEN}"),
        ("OFF THE RECORD", rf"OFF THE RECORD{_NO_MORE}"),
        ("WITHOUT PREJUDICE", rf"WITHOUT PREJUDICE{_NO_MORE}"),
        ("DO NOT {}", rf"DO NOT (?P<what>{_DONT})(?:[, ]+(?:OR |AND )?{_DONT})*{_NO_MORE}"),
    )
)
"""Handling lines in plain words, in capitals or not; behind them only times, places and bare conditions."""
CAPS = tuple(
    (name, re.compile(shape))
    for name, shape in (
        ("CONFIDENTIAL", r"(?:[A-Z][A-Z&.'-]* ){1,3}CONFIDENTIAL"),
        ("IN CONFIDENCE", r"(?:IN|STRICTLY|PRIVATE AND|PRIVATE &) CONFIDEN(?:CE|TIAL)(?:[ -]+.{0,40})?"),
        ("DRAFT", r"DRAFT(?:[ ]*[-\u2013\u2014:,/]+[ ]*[A-Z].{0,60}| ONLY)?"),
        (
            "NOT FOR FILE",
            (
                r"(?:[A-Z]+ ?[-\u2013\u2014:,/]+ ?)?NOT FOR (?:THE )?(?:FILES?|RECORD|MINUTES|ARCHIVES?|PRESS)"
                r"(?: ?[-\u2013\u2014:,/]+.{0,40})?"
            ),
        ),
        ("RESERVED", r"RESERVED ?[-\u2013\u2014:/]+ ?[A-Z].{2,60}"),
        ("PROVISIONAL", r"PROVISIONAL(?: (?:PRINT|TEXT|VERSION|MINUTES|EDITION|COPY|RECORD))?"),
        ("PERSONAL", r"(?:STRICTLY (?:PERSONAL|PRIVATE)|(?:PERSONAL|PRIVATE) ?[-\u2013\u2014/]+ ?[A-Z].{2,50})"),
        ("PERSONAL", r"(?:PERSONAL AND PRIVATE|PRIVATE AND PERSONAL)"),
        ("INTERNAL", r"INTERNAL(?:[ ]*[-\u2013\u2014:/,]+[ ]*[A-Z].{0,60})"),
        ("SENSITIVE", r"SENSITIVE(?: BUT UNCLASSIFIED|[ -]+PERSONAL|[ -]+COMMERCIAL)?(?:[ ]*//?.{0,40})?"),
        ("LEGALLY PRIVILEGED", r"(?:SUBJECT TO )?(?:LEGAL )?PRIVILEGED?(?: (?:AND|&) CONFIDENTIAL)?.{0,40}"),
        ("LIMITED OFFICIAL USE", r"LIMITED OFFICIAL USE(?: ONLY)?.{0,20}"),
        ("COMMITTEE SENSITIVE", r"COMMITTEE SENSITIVE"),
        ("LIMDIS", r"LIMITED DISTRIBUTION(?: ONLY)?"),
        ("NOFORN", r"NO(?: |-)?FO(?:REIGN|RN)(?: DISSEM(?:INATION)?)?(?:[ /].{0,60})?"),
        ("LES", r"LAW ENFORCEMENT SENSITIVE(?:[ /].{0,40})?"),
        ("WARNING NOTICE", r"WARNING NOTICE\b.{0,80}"),
        ("RELEASED", r"(?:APPROVED|CLEARED) FOR (?:PUBLIC )?RELEASE.{0,60}"),
        ("RELEASED", r"DISTRIBUTION STATEMENT [A-FX]\b.{0,60}"),
        (
            "DECLASSIFIED",
            (
                r"(?:EXEMPT FROM|EXCLUDED FROM|SUBJECT TO|FROM|NOT TO BE) .{0,12}(?:AUTOMATIC|GENERAL) "
                r".{0,12}DECLASSIF.{0,60}"
            ),
        ),
        ("DECLASSIFIED", r"AUTOMATIC(?:ALLY)? (?:DOWNGRADED|DECLASSIFI|DOWNGRADING).{0,60}"),
        ("DECLASSIFIED", r"(?:APPROVED FOR RELEASE|DECLASSIFIED) (?:AND|UNDER|BY|PER|ON|IN)\b.{0,80}"),
        ("DECLASSIFIED", r"DECLASSIFIED|CLASSIFICATION CANCELL?ED.{0,40}"),
        ("UNCLASSIFIED", r"(?:ALL INFORMATION CONTAINED )?HEREIN IS UNCLASSIFIED.{0,40}"),
        ("UNCLASSIFIED WHEN", r"(?:REGRADED |IS )?UNCLASSIFIED (?:WHEN|UPON) .{0,60}"),
    )
)
"""Handling lines that count in capitals only."""
