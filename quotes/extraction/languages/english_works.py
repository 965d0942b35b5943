"""The words by which somebody speaks only in a work or in a fake: "in the novel".

Every pattern is for narrator's words in lower case, joined by spaces.
"""

import re

#: Without any of these words a sentence has no work and no fake.
WORK_SIGNS = frozenset(
    "novel play opera musical sitcom comic cartoon story sketch fable screenplay "
    "skit movie film comedy tragedy tale thriller character protagonist hero "
    "dream heroine villain played plays playing portrays portrayed portraying "
    "deepfake deepfakes deep-fake hoax parody spoof satire satirical ai ai-generated "
    "artificial fake doctored manipulated".split()
)
CHARACTERS = frozenset("character protagonist hero heroine villain".split())
IN_A_WORK = re.compile(
    r"\bin (?:the|his|her|their|a|an|one|this|that|(?:\w+ ){1,4}’s) (?:\w+ ){0,3}?"
    r"(?:novel|play|opera|musical|sitcom|comic|cartoon|short story|sketch|fable|"
    r"screenplay|skit|movie|film|comedy|tragedy|fairy tale|thriller|dream)\b"
    r"(?! (?:’s|job|home|team|industry|festival|business|world|club|school|offs?))"
)
#: People who speak about a work, not in it.
ABOUT_A_WORK = re.compile(
    r"\b(?:documentar\w+|director|author|writer|critic|producer|actor|actress|novelist|"
    r"playwright|reviewer|screenwriter|publisher|stars?|starred|starring|"
    r"filmmaker|composer)\b"
)
#: "the hero of the play", "the novel’s narrator"
OF_A_WORK = re.compile(
    r"\b(?:narrator|hero|heroine|villain|character|protagonist)s? (?:of|in) "
    r"(?:\w+ ){1,4}?"
    r"(?:novel|play|film|movie|story|opera|musical|series|comic|book)\b|"
    r"\b(?:novel|play|"
    r"film|movie|story|opera|book) ’s (?:narrator|hero|heroine|villain|protagonist)\b"
)
PLAYED = re.compile(r"\b(?:plays?|played|playing|portray\w*) (?:\w+ ){1,8}who \Z")
_FAKED = (
    r"(?:fake|hoax|deep-?fake|doctored|manipulated|satirical|parody|spoof|"
    r"ai-generated)"
)
_RECORDING = (
    r"(?:videos?|clips?|images?|recordings?|audio|posts?|tweets?|memes?|articles?|"
    r"interviews?|letters?|statements?|screenshots?|robocalls?|calls?|columns?|"
    r"adverts?|ads?|messages?|speech|photos?|footage|story)"
)
_AI = r"(?:ai|artificial intelligence)(?: (?:tools?|software|technology))?"
#: "In a deepfake, | Lowe said", "in a video made with artificial intelligence, | …"
IN_A_FAKE = re.compile(
    r"(?:^|, )(?:and |but )?in (?:(?:an?|the|this|that|one|another) )?"
    r"(?:(?!about |on |of |with )\w+ ){0,2}?"
    rf"(?:{_FAKED} (?:\w+ )?{_RECORDING}|deep-?fakes?|hoax|parody|spoof|"
    r"ai (?:videos?|clips?|audio)|"
    rf"{_RECORDING} (?:\w+ ){{0,3}}?"
    rf"(?:(?:made|[a-z]+ed) (?:with|by|using)|that use[sd]|using) {_AI})"
    r"(?: (?:[a-z]+ed|circulating|made|seen|of|on|from|that|which|and) [^,]*)?"
    r" ?(?:[,.:;]|\Z)"
)
