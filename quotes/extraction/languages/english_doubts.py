"""The words by which an article says that something was not said, or not really.

Every pattern is for narrator's words in lower case, joined by spaces, with "’t" as
"not". `BEFORE` patterns end at the cue ("denied ever | saying"). `GOVERNORS` end before
a clause that has the cue: "no evidence | that Lincoln ever said". Others are looked for
in the whole sentence, or in the one after the quotation.
"""

import re

from quotes.extraction import suggestion

#: Without any of these words before it, a cue has no verb group that matters.
NEAR_SIGNS = frozenset(
    "attributed credited ascribed not never ’t 't cannot no nobody none neither nor "
    "no-one without instead rather short avoid avoids avoided avoiding refrain "
    "refrains refrained far deny denies denied denying dispute disputes disputed "
    "refuse refuses refused refusing decline declines declined declining fail fails "
    "failed failing forgot yet falsely wrongly wrongfully incorrectly erroneously "
    "mistakenly apocryphally spuriously dubiously inaccurately misquoted mis-quoted "
    "misreported supposedly purportedly said rumored rumoured supposed reputed "
    "believed thought claimed would could might may must should ought ’d will ’ll "
    "shall can want wants wanted wish wishes wished like tempted meant try tries "
    "tried trying about seem seems seemed seeming as expected set due scheduled "
    "slated plan plans planned planning going preparing prepares poised likely "
    "alleged allegedly intend intends intended hope hopes hoped hoping aim aims is are "
    "hardly scarcely barely nearly almost practically virtually all good close near "
    "within verge brink point rarely seldom purported ostensibly nowhere everything "
    "too bring".split()
)
_TELLING_TO = (
    "beg begs begged tell tells told orders ordered instructs instructed forces forced "
    "persuades persuaded encourages encouraged advises advised presses pressed "
    "implores implored invites invited allows allowed teach teaches taught warns "
    "warned expected coached dares dared challenges challenged compels compelled "
    "requires required obliges obliged bribes bribed paid pays pushes pushed trains "
    "trained"
)
#: The same for what comes before the clause of a cue.
FAR_SIGNS = frozenset(
    "no little not without lack scant myth hoax legend lie falsehood fabrication "
    "purport purports purported purporting appears appeared claiming falsely "
    "wrongly wrongfully incorrectly erroneously mistakenly inaccurately few "
    "misconception canard rumor rumors rumour rumours fake false fabricated bogus "
    "spurious apocryphal invented doctored phony phoney untrue incorrect inaccurate "
    "doubtful unlikely unclear unproven disputed implausible doubt doubts doubted "
    "debunk debunks debunked debunking refute refutes refuted disprove disproves "
    "disproved dismiss dismisses dismissed reject rejects rejected dispute disputes "
    "contrary deny denies denied denying nor never nowhere imagine imagines "
    "imagined imagining picture suppose supposing pretend pretends pretended what "
    "if unless lest whether though wish wishes wished hope hopes hoped hoping "
    "assuming want wants wanted expects urged asked demanded had should were claim "
    "claims claimed idea notion assertion allegation suggestion quote quotes post "
    "posts video tweet report reports story statement nobody no-one supposedly "
    "allegedly purportedly apocryphally ostensibly neither none hardly scarcely far "
    "version versions originally initially previously dream dreams dreamed dreamt "
    "deepfake deepfakes deep-fake ai-generated manipulated satirical parody spoof "
    f"{_TELLING_TO}".split()
)
_ADV = (
    r"(?:(?:today|tomorrow|tonight|ever|even|quite|actually|really|once|also|yet|"
    r"himself|herself|themselves|in fact|"
    r"so much as|at any time|\w+ly) )*"
)
#: Words that turn a denial round: "never | denied".
_NO = "(?<!no )(?<!not )(?<!never )(?<!little )(?<!few )(?<!nobody )(?<!without )"
_AUX = (
    r"(?:(?:did|do|does|has|had|have|having|is|are|was|were|be|been|being|would|could|"
    r"should|might|may|must|will|can|to) )*"
)
_FALSELY = (
    r"(?:falsely|wrongly|wrongfully|incorrectly|erroneously|mistakenly|apocryphally|"
    r"spuriously|dubiously|inaccurately)"
)
_SUPPOSEDLY = r"(?:supposedly|allegedly|purportedly|ostensibly|apocryphally)"
_LOOSELY = (
    r"(?:often|widely|commonly|frequently|usually|popularly|sometimes|regularly|"
    r"routinely|variously|long|generally)"
)
_FALSE = (
    r"(?:not true|false|untrue|wrong|fake|baseless|bogus|fabricated|invented|unfounded|"
    r"debunked|incorrect|inaccurate|misleading|an? (?:\w+ )?(?:hoax|lie|myth|"
    r"fabrication|fake|forgery)|made up|denied|disputed|satir\w+|unproven|disproved|"
    r"apocryphal|spurious|misattributed|not (?:genuine|authentic|real|his|hers|theirs))"
)
_FAKES = (
    r"(?:fake|false|fabricated|bogus|spurious|apocryphal|invented|doctored|phon[ey]y?|"
    r"hoax|deep-?fake|ai-generated|manipulated|satirical|parody|spoof)"
)
_QUOTES = (
    r"(?:quot(?:e|ation)|tweet|statement|line|post|video|clip|image|meme|headline|"
    r"remark|interview|letter|saying|comment|story|claim|report|screenshot|recording|"
    r"caption|photo|poster|article)s?"
)

#: (what it is, whether only a bare verb fits, pattern): what a verb group makes of the
#: cue at its end.
BEFORE = [
    (
        what,
        what in (suggestion.HYPOTHETICAL, suggestion.ANNOUNCED)
        and "have" not in pattern,
        re.compile(pattern + r"\Z"),
    )
    for what, pattern in (
        (
            suggestion.DISPUTED,
            rf"\b{_FALSELY} (?:\w+ ){{0,2}}(?:as|to have|with|for|of) {_ADV}"
            r"(?:having )?",
        ),
        (
            suggestion.DISPUTED,
            rf"\b{_FALSELY} (?:quot|cit|report|misquot)\w* (?:\w+ ){{1,6}}as "
            rf"(?:having )?",
        ),
        (
            suggestion.DISPUTED,
            r"\b(?:quot(?:e|ation)|saying|meme|tweet|line)s? (?:\w+ ){0,4}"
            r"(?:attributed|credited|ascribed) to "
            r"(?:\w+ ){1,5}",
        ),
        (
            suggestion.DISPUTED,
            r"\bmis-?(?:quoted|reported|cited) (?:\w+ )?as (?:having )?",
        ),
        (suggestion.DISPUTED, rf"\b{_SUPPOSEDLY} {_AUX}{_ADV}"),
        (
            suggestion.DISPUTED,
            r"\b(?:is|are|was|were|been) (?:\w+ly |often |sometimes )?(?:said|"
            r"rumou?red|supposed|reputed|believed|thought|claimed|alleged|purported) "
            r"to have (?:once )?",
        ),
        (
            suggestion.DENIED,
            r"\b(?:not|never) (?:\w+ )?(?:known|believed|thought|recorded|reported|"
            r"proved|proven|shown|heard|confirmed|documented|quoted|on record) "
            rf"(?:to (?:have )?|as ){_ADV}",
        ),
        (
            suggestion.DENIED,
            rf"{_NO}\b(?:deny|denies|denied|denying|disputes?|disputed) {_ADV}"
            rf"(?:having )?{_ADV}",
        ),
        (
            suggestion.DENIED,
            rf"{_NO}\b(?:refuse[sd]?|refusing|decline[sd]?|declining|"
            r"fail(?:s|ed|ing)?|yet|forgot|too \w+|not (?:\w+ )?bring \w+sel(?:f|ves)) "
            "to ",
        ),
        (
            suggestion.DENIED,
            r"(?<!goes )\b(?:without|everything but|instead of|rather than|short of|"
            r"far from|(?:close|near) to|within an? \w+ of|"
            r"on the (?:verge|brink|point) of|"
            rf"avoid(?:s|ed|ing)?|refrain(?:s|ed|ing)? from) {_ADV}(?:having )?{_ADV}",
        ),
        (
            suggestion.DENIED,
            r"\b(?:not|never|cannot|nor|neither|nowhere|"
            r"at no (?:time|point|stage)) (?!only |just |merely |simply |"
            rf"always |least |without |surprisingly |long ){_ADV}{_AUX}{_ADV}",
        ),
        (
            suggestion.DENIED,
            r"(?:\A|\b(?:that|but|and) )(?:no[ -]one|nobody|none|"
            r"neither(?: (?!of )\w+)?|no (?!doubt|"
            r"sooner|matter|longer|less|fewer|more|wonder|one)\w+) "
            rf"(?:(?:in|of|on|at|from) (?:\w+ ){{1,4}})?(?:who \w+ "
            rf")?{_ADV}{_AUX}{_ADV}",
        ),
        (
            suggestion.HYPOTHETICAL,
            r"\b(?:would|could|might|may|must|should|ought to|’d) (?:\w+ly )?"
            rf"have {_ADV}",
        ),
        (
            suggestion.HYPOTHETICAL,
            r"(?<!\bi )(?<!\bwe )\b(?:might|may|could|can|should|must|ought to) "
            r"(?!only |just |barely |hardly |scarcely )"
            r"(?:\w+ly |as |well |just |also |even )*(?:be )?",
        ),
        (
            suggestion.HYPOTHETICAL,
            r"\b(?:wants?|wanted|wish(?:es|ed)?|would like|’d like|tempted|"
            r"meant|tr(?:y|ies|ied|ying)|about|ought|seem(?:s|ed|ing)?|"
            r"as if|as though) to (?:be )?",
        ),
        (
            suggestion.ANNOUNCED,
            r"\b(?:will|shall|’ll) (?!often |always |sometimes |usually |"
            rf"frequently )(?:also |later |then ){{0,2}}{_ADV}(?:be )?",
        ),
        (
            suggestion.ANNOUNCED,
            r"\b(?:expected|set|due|scheduled|slated|planning|plans?|planned|"
            r"going|preparing|prepares|poised|likely|intends?|intended|"
            r"hop(?:es?|ed|ing)|"
            r"aims?|(?<!that )(?<!reaction )(?<!goal )(?<!aim )(?<!job "
            r")(?<!plan )(?<!point )"
            r"(?<!idea )(?<!way )(?<!duty )(?<!task )(?<!thing )(?<!instinct )"
            r"(?:is|are)) (?:also |later |then )?to (?:be )?",
        ),
    )
]

#: (what it is, whether the cue may be a participle, pattern), before a clause.
GOVERNORS = [
    (what, participle, re.compile(pattern))
    for what, participle, pattern in (
        (
            suggestion.DISPUTED,
            True,
            r"\b(?:no|little|not any|without(?: any)?|lack of|scant|(?:not|"
            r"never|cannot) "
            r"(?:\w+ ){0,2}?(?:found|find|trac\w+|locat\w+|seen|uncover\w*|produc\w+) "
            r"(?:an?|any)) "
            r"(?:\w+ ){0,3}?(?:evidence|records?|proof|trace|sources?|sign|indication|"
            r"documentation|transcript|recording|footage|mention|instance|basis|"
            r"confirmation|verification|citation|reference)\b"
            r"(?: (?:to|that|which) (?:suggest|support|show|prove|indicate|"
            r"confirm|back)\w*"
            r"| suggesting| showing| proving)?"
            r"(?: (?:the|this|any) (?:claim|idea|notion|belief|story|"
            r"assertion|theory))?",
        ),
        (
            suggestion.DISPUTED,
            False,
            rf"\b{_FALSELY} (?:claim|say|said|stat|assert|report|suggest|alleg|insist|"
            r"believ)\w*\b",
        ),
        (
            suggestion.DISPUTED,
            True,
            r"\b(?:claim|purport|appear)(?:s|ed|ing)? to (?:show|feature|depict)\b",
        ),
        (suggestion.DISPUTED, False, rf"\A{_SUPPOSEDLY} ,"),
        (
            # A correction: "An earlier version of this article quoted her as saying"
            suggestion.DISPUTED,
            True,
            r"\b(?:(?:earlier|previous|prior|original|first|initial) versions? of "
            rf"(?:this|the|our|an?|that) (?:\w+ ){{0,2}}?{_QUOTES}"
            rf"|(?:this|the|our) {_QUOTES} (?:originally|initially|previously))\b"
            r"(?: (?:\w+ly )?(?:mis)?(?:quoted|cited|reported|stated|said|had)\b)?",
        ),
        (suggestion.DENIED, False, r"\bneither (?:[^ ]+ ){1,12}?nor\b"),
        (
            suggestion.DENIED,
            True,
            r"\b(?:nobody|no[ -]one|none|no \w+|not (?:a|one)|never|"
            r"(?:hardly|scarcely) any\w+) "
            r"(?:\w+ ){0,4}?"
            r"(?:hear[ds]?|saw|sees?|recall(?:s|ed)?|remember(?:s|ed)?)\b"
            r"(?! (?:\w+ )*(?:when|what|how|why|because|as|who|where|after|before|"
            r"since|if|that)\b)",
        ),
        (
            suggestion.DISPUTED,
            False,
            r"\b(?:nobody|no[ -]one|few|hardly anyone) (?:\w+ )?"
            r"(?:believe|think|thought|claim|remember|recall)\w*\b"
            r"(?! (?:him|them|it|us|me)\b)(?! (?:\w+ )*(?:when|what|how|why|because|"
            r"as|who|where|after|before|if)\b)",
        ),
        (
            suggestion.DISPUTED,
            False,
            r"\b(?:myth|hoax|legend|lie|falsehood|fabrication|"
            r"misconception|canard|rumou?rs?|no truth (?:in|to) (?:\w+ ){1,3}?)\b"
            r"(?! ’s)",
        ),
        (
            suggestion.DISPUTED,
            True,
            rf"\b(?:{_FAKES} (?:\w+ )?{_QUOTES}|"
            r"deep-?fakes?(?= (?:of|in|that|which|show|ha[sd]|hav|claim|quot)))\b"
            r"(?: (?:show(?:s|ed|ing)?|has|had|having|claim(?:s|ed|ing)?|"
            r"quot(?:es?|ed|ing)))?",
        ),
        (
            suggestion.DISPUTED,
            True,
            r"\b(?:satirical|parody|spoof|satire|hoax) (?:\w+ )?(?:web ?sites?|sites?|"
            r"accounts?|newspapers?|magazines?|pages?|outlets?) (?:[^ ,]+ ){0,3}?"
            r"(?:quot|claim|report|show|had|has|having|wrote|said)\w*",
        ),
        (
            suggestion.DISPUTED,
            False,
            r"\b(?:not (?:true|the case|correct|clear|certain|likely|"
            r"proven)|untrue|false|incorrect|inaccurate|doubtful|unlikely|"
            r"unclear|unproven|"
            r"disputed|implausible|far from (?:certain|clear|true))\b(?= that)|"
            r"\bit (?:is|was|seems) (?:\w+ly )?"
            r"(?:not true|untrue|false|doubtful|unlikely)\b",
        ),
        (
            suggestion.DISPUTED,
            False,
            rf"{_NO}\bdoubt(?:s|ed)?\b",
        ),
        (
            suggestion.DISPUTED,
            False,
            r"\b(?:debunk|refut|disprov|dismiss|reject|disput)\w* "
            r"(?:\w+ ){0,4}(?=that )|\bcontrary to (?:\w+ ){1,4}(?=that )",
        ),
        (
            suggestion.DENIED,
            False,
            rf"{_NO}\b(?:den(?:y|ies|ied|ying)|disputes?) "
            r"(?:(?:\w+ ){0,3}(?=that )|(?=he |she |they |it ))",
        ),
        (
            suggestion.DENIED,
            False,
            r"\b(?:nor|never|not once|nowhere|at no (?:time|point|stage)) "
            r"(?:(?:in|on|during|within) (?:\w+ ){1,5}?)?"
            r"(?:did|does|do|has|had|have)\b",
        ),
        (
            suggestion.HYPOTHETICAL,
            True,
            r"\b(?:imagin(?:e|es|ed|ing)|dream(?:s|ed|t)?|picture|suppos(?:e|ing)|"
            r"pretend(?:s|ed|ing)?|what if)\b",
        ),
        (
            suggestion.HYPOTHETICAL,
            False,
            rf"\b(?:{'|'.join(_TELLING_TO.split())}) "
            r"(?!by |to |\w*sel(?:f|ves) )(?=(?:[^ ,;:]+ ){1,6}to \Z)"
            r"(?!.*\b(?:on|way|and|order|able|enough|ready) to \Z)",
        ),
        (
            suggestion.HYPOTHETICAL,
            False,
            r"\b(?:if|unless|lest|whether|as though|wish(?:es|ed)?|"
            r"hop(?:e|es|ed|ing)|assuming|wants?|wanted|expects?|urged|asked|demanded) "
            r"(?=\w)(?!and |but |or )|^(?:and |but )?(?:had|should|were) (?=\w)",
        ),
    )
]
#: Before a clause of a sentence that is a question.
ASKING = re.compile(
    r"^(?:and |but |so |or |then )?(?:really )?(?:did|does|do|has|have|had|could|would|"
    r"will|can|might|who|which \w+|is it (?:true|possible|a fact)|was it|is it)\b"
)
#: A claim that is said to be false after the clause.
CLAIM = re.compile(
    rf"\b(?:claim|claimed|idea|notion|assertion|allegation|suggestion|{_QUOTES})s?\b"
)
IS_FALSE = re.compile(
    r"\b(?:is|are|was|were|been|be|proved|turned out) (?:to be )?(?:\w+ly |also |just |"
    rf"all |now )*{_FALSE}(?! \w+ed by)\b"
)
#: The one who is named after it, or before it (“credited with”).
MISATTRIBUTED = re.compile(
    rf"\b(?:mis-?attributed|(?:{_FALSELY}|{_LOOSELY}) (?:and \w+ly )?(?:been )?"
    r"(?:mis)?(?:attributed|"
    rf"credited|ascribed)|(?:attributed|credited|ascribed) {_FALSELY}) to\b"
)
#: A quotation right after it, and what is said of words in their own sentence.
FAKE_QUOTE = re.compile(rf"\b{_FAKES} (?:\w+ )?{_QUOTES} (?:, |: |that |of )?\Z")
NOT_FOUND = re.compile(
    r"\b(?:do|does|did) not (?:\w+ )?(?:appear|occur|exist|feature)\b|"
    r"\bnever (?:been )?"
    r"(?:said|written|uttered|spoken) by\b|\b(?:appears?|found) nowhere\b"
)
CREDITED = re.compile(
    rf"\b(?:{_FALSELY}|{_LOOSELY}) (?:been )?(?:mis)?credited with (?:having )?"
)
#: "Nearly | said"; "nearly | shouted" are words that were said.
NEARLY = re.compile(
    r"\b(?:(?<!had )(?:hardly|scarcely|barely)|hardly ever|nearly|almost|"
    r"practically|virtually|rarely|seldom|all but|as good as) (?:ever |even |once )?\Z"
)
#: "was quoted, falsely, as saying"
FALSE_ASIDE = re.compile(rf" [,(–—-] ({_FALSELY}|{_SUPPOSEDLY}) [,)–—-] ")
#: What somebody said, although only "could" is printed.
ACTUAL = re.compile(
    r"\b(?:all|best|most|worst|least|thing|what|nothing) (?:that )?(?:\w+ ){1,3}"
    r"(?:could|can|would|might) \Z"
)
#: In the sentence after a quotation, or in its own.
QUOTE_IS_FAKE = re.compile(
    r"\b(?:quote|quotation|attribution|line|saying|words|post|meme|tweet|remark) "
    rf"(?:is|are|was|were) (?:\w+ly |also |in fact )*{_FALSE}\b"
    r"|\bno (?:record|evidence|trace) (?:of|that) (?:\w+ ){1,6}(?:saying|said|wrote|"
    r"writing|uttered) (?:it|that|this|those|these|such|so)\b"
    r"|\b(?:he|she|they) (?:did not|never did|never has|has not)(?: .)?\Z"
)
