"""Recognises the kind of a text by its words: a speech, an interview, a hearing.

The kinds are CSL's item types. CSL has none for press releases; a work that an
institution distributes is a report there.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from articles.reading.printed_dates import is_date_line

#: Lines at the head of press releases. They are no title.
RELEASE_LINE = re.compile(
    r"(?:(?:news|press|media)\s+release|for\s+(?:immediate\s+)?release|"
    r"for\s+immediate\s+(?:publication|distribution)|press\s+statement|"
    r"communiqué(?:\s+de\s+presse)?|pour\s+diffusion\s+immédiate|"
    r"(?:presse|medien)(?:mitteilung|meldung|information|erklärung)|"
    r"(?:nota|comunicado|boletín)\s+de\s+prensa|para\s+(?:su\s+)?publicación\s+inmediata|"
    r"para\s+difusión\s+inmediata|zur\s+sofortigen\s+veröffentlichung)"
    r"(?:\s*(?:nr|no|n°|nº|núm)\b\.?\s*[\d/.-]+|\s+\d[\d/.-]*)?\s*:?",
    re.IGNORECASE,
)
_RELEASE_BODY = re.compile(
    r"/(?:PRNewswire|[A-Z][\w ]{2,20})(?:-\w+)?/\s*--|\(?BUSINESS WIRE\)?\s*--|"
    r"\([A-Z ]*NEWS ?WIRE\)\s*-|\([A-Z ]+ WIRE\)\s*--|^(?:###|-30-)$|"
    r"^SOURCE:? [A-Z]|^.{0,60}\(ots\) [-–]|"
    r"^Original-Content von|News provided by|^Merkmale dieser Pressemitteilung|"
    r"^Pressemitteilung (?:der|des|von) .{3,60} vom \d",
    re.MULTILINE,
)
_RELEASE_PATH = re.compile(
    r"/(?:press-?releases?|news-?releases?|media-?releases?|pressemitteilung(?:en)?|"
    r"communiques?(?:-de-presse)?|notas?-de-prensa|comunicados?(?:-de-prensa)?)(?:/|$)",
    re.IGNORECASE,
)
#: Headings of parts of a site, in which its articles are.
_SECTION = re.compile(
    r"(?:latest |all |our |recent )?(?:news|press|media)(?: (?:&|and) (?:media|press|"
    r"events|news|insights))?(?: ?(?:releases|room|center|centre|statements|archive|"
    r"coverage|stories|items))?|newsroom|speeches|statements|transcripts|publications|"
    r"announcements|(?:speeches|news|press releases) (?:&|and) "
    r"(?:remarks|statements|speeches|press releases|events)|"
    r"aktuelles|aktuelle meldungen|neuigkeiten|nachrichten|meldungen|presse(?:bereich|"
    r"mitteilungen|meldungen|informationen|portal)?|reden|(?:presse )?archiv|"
    r"actualités|communiqués(?: de presse)?|(?:espace |salle de )?presse|discours|"
    r"noticias|actualidad|prensa|sala de prensa|notas de prensa|comunicados"
    r"(?: de prensa)?|discursos",
    re.IGNORECASE,
)
#: The formulas of courts' decisions, and their headings.
_RULING = re.compile(
    r"im namen des volkes|\bfür recht erkannt\b|\bau nom du peuple\b|"
    r"\bpar ces motifs\b|\bfallamos\b|\ben nombre de su majestad\b",
    re.IGNORECASE,
)
_RULING_LINE = re.compile(
    r"(?:beschluss|urteil|arrêt|jugement|ordonnance|sentencia|auto)\b.{0,40}\d.*",
    re.IGNORECASE,
)
#: What press releases have below their text. Two of them are enough.
_RELEASE_SIGNS = (
    re.compile(
        r"^(?:About|Über|À propos de|Acerca de|Sobre) [A-ZÀ-Þ].{1,60}(?<![.?!])$", re.M
    ),
    re.compile(
        r"^(?:media|press|investor|presse|medien)?-?\s?(?:contacts?|kontakte?|contacto)"
        r"(?: (?:de )?pre(?:sse|nsa))?\s*(?::|$)",
        re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(
        r"\btoday (?:announced|reported|said it)\b|\bannounced today\b|"
        r"\b(?:gab heute bekannt|annonce aujourd.hui|anunció hoy)\b",
        re.IGNORECASE,
    ),
)
#: Words of courts' opinions, of letters, of parliaments and of e-books.
_COURT = re.compile(
    r"^(?:argued|submitted|opinion issued|decided|filed|docket|no\.)\b.{0,40}\d|"
    r"\b(?:j|c\.j|jj)\., (?:concur|dissent|deliver)\w*|\bper curiam\b|"
    r"^[A-Z]{3,20}, (?:C\.)?J\.|"
    r"\b(?:appellants?|appellees?|respondents?|petitioners?)\b|"
    r"\b(?:affirmed|reversed|remanded)\.|\bso ordered\b|\bdelivered the opinion\b|"
    r"\b(?:im namen des volkes|für recht erkannt|par ces motifs|fallamos)\b",
    re.IGNORECASE | re.MULTILINE,
)
CASE_MARK = re.compile(r"v\.?|vs\.?|versus|gegen|contre|contra", re.IGNORECASE)
SALUTATION = re.compile(
    r"(?:(?:my )?dear(?:est)?\b|sehr geehrte|liebe[rs]?\b|ch(?:er|ère)s?\b|monsieur\b|"
    r"madame\b|estimad[oa]s?\b|querid[oa]s?\b)[^?!]{0,60}[,:!]|sirs?,",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:(?:i (?:am|remain),? (?:\w+ )?)?(?:yours?|sincerely|faithfully|respectfully|"
    r"(?:best|kind|warm)(?:est)? (?:regards|wishes)|with (?:love|best|kind))\b|"
    r"mit (?:freundlich|herzlich|best)\w*|hochachtungsvoll|herzliche?\b|"
    r"(?:veuillez|recevez|agréez)\b|cordialement|bien à vous|amicalement|"
    r"atentamente|un (?:abrazo|saludo)|saludos|suy[oa])[^?!]{0,120}[,.]?",
    re.IGNORECASE,
)
_PARLIAMENT = re.compile(
    r"\bhon\. (?:lady|gentle\w+|friends?|members?)\b|\bdebated on\b|\bwas asked\s?—|"
    r"\((?:beifall|zuruf|heiterkeit) (?:bei|von|des|der)\b|"
    r"\b(?:applaudissements|exclamations) sur les bancs\b|"
    r"\baplausos en los (?:bancos|escaños)",
    re.IGNORECASE,
)
_EBOOK = re.compile(
    r"\be(?:book|text)\b.{0,20}(?:\bof\b|#\d)|\bproject gutenberg\b", re.I
)
_HEARING_LINE = re.compile(
    r"hearings?|oral evidence\b.*|minutes of evidence\b.*|"
    r"hearing (?:before|on|of)\b.*|(?:public )?hearing:? .*|"
    r"(?:öffentliche )?anhörung\b.*|"
    r"(?:compte rendu (?:de l.)?)?audition (?:de|du|d.)\b.*|"
    r"comparecencia\b.*|audiencia (?:pública|ante|de)\b.*",
    re.IGNORECASE,
)
_HEARING_BODY = re.compile(
    r"pursuant to (?:notice|call)|will come to order|the (?:sub)?committee met|"
    r"^(?:q\d+\s+)?(?:the |madam |mr\. )?chair(?:man|woman)?\s*[.:]|"
    r"die sitzung ist eröffnet|"
    r"ich eröffne die (?:sitzung|anhörung)|la séance est ouverte|"
    r"se abre la sesión|^(?:der |die )?vorsitzende\w*\s*[(:]|^m(?:me|\.) (?:la |le )?"
    r"présidente?\s*[.:]|^(?:el|la) (?:señora? )?presidente?a?\s*[.:]",
    re.IGNORECASE | re.MULTILINE,
)
_INTERVIEW_LINE = re.compile(
    r"(?:the\s+|das\s+|l.|la\s+)?(?:\w+-)?(?:interviews?|entretiens?|entrevistas?|"
    r"q\s?&\s?a|questions? (?:and|&) answers?)|"
    r"(?:interview|entretien|entrevista|q&a|gespräch)\s*(?:with|mit|avec|con|a|:|[–—|-])"
    r"\s*.+|das gespräch führten?\b.*|.*\bpropos recueillis par\b.*|"
    r"(?:this|the) (?:interview|conversation) (?:has been|was)\b.*|"
    r"interview(?:ed)? by\b.*|interview (?:von|par|por|de)\b.*|"
    r"(?:die fragen stellten?)\b.*",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"^(?:[QAFPR]|question|answer|frage|antwort|pregunta|respuesta|réponse)\s*[.:]\s*\S|"
    r"^[A-ZÀ-Þ][\w’'. -]{1,40}\s?:\s.{3,300}\?$",
    re.IGNORECASE | re.MULTILINE,
)
_SPEECH_TITLE = re.compile(
    r"(?:.{0,60}(?:[:–—-]|[’']s?)\s*)?"
    r"(?:(?:full|opening|closing|keynote|commencement|inaugural|"
    r"farewell|victory|concession|state of the \w+)\s+)*(?:text of\s+)?"
    r"(?:remarks|speech|address|lecture|eulogy|keynote|oration)\s+"
    r"(?:by|of|to|at|in|on|before|given|delivered|as)\b|"
    r"(?:\w+)?(?:rede|ansprache|grußwort|regierungserklärung)\s+(?:von|des|der|zu[rm]?|"
    r"anlässlich|bei[m]?|vor|im|auf|am|an)\b|"
    r"(?:discours|allocution|intervention)\s+(?:de|du|d.|prononcée?|à|au|devant)|"
    r"(?:discurso|palabras|intervención|alocución)\s+(?:de|del|pronunciad[oa]|en|ante)\b",
    re.IGNORECASE,
)
_SPEECH_LINE = re.compile(
    r"speech(?:es)?(?: (?:and|&) remarks)?|remarks|reden|rede|discours|discursos?|"
    r"es gilt das gesprochene wort\W*|\(?check against delivery\)?\W*|"
    r"\(?as (?:prepared for delivery|delivered|given)\)?\W*|"
    r"seul le prononcé fait foi\W*|transcript of (?:the )?(?:speech|remarks)\b.*",
    re.IGNORECASE,
)
_SPEECH_BODY = re.compile(
    r"\(?\[?(?:applause|laughter and applause|beifall|applaudissements|aplausos)[.)\]]",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:[A-Z][A-Z .]+: )?(?:good (?:morning|afternoon|evening)|thank you|"
    r"(?:mr|madam|mister)\.? (?:president|speaker|chair\w*|secretary)|"
    r"ladies and gentlemen|(?:my )?(?:dear )?(?:friends|fellow \w+)|"
    r"(?:meine )?(?:sehr )?(?:geehrten?|verehrten?|lieben?|damen und herren)\b|"
    r"mesdames|monsieur le|madame la|chers|mes chers|señor(?:as|es|a)?\b|"
    r"quer?id[oa]s|estimad[oa]s|muchas gracias|buen[oa]s (?:días|tardes|noches))\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:i|we|my|our|us|ich|wir|unser\w*|mein\w*|je|j|nous|notre|mes|mon|yo|nosotros|"
    r"nuestr\w+|quiero|queremos|hemos|agradezco)\b",
    re.IGNORECASE,
)
_BROADCAST = re.compile(
    r"^(?:[A-Z .]+, )?(?:HOST|ANCHOR|CO-HOST|BYLINE)\s*:|\(SOUNDBITE|\(BEGIN VIDEO|"
    r"\[MUSIC|^[A-Z .’'-]+, (?:HOST|ANCHOR|CORRESPONDENT|BYLINE)\s*:",
    re.MULTILINE,
)
#: A news agency's dateline: “PORT HOLM (Reuters) - …”.
_DATELINE = re.compile(
    r"^[A-ZÀ-Þ][\w .,’'/-]{1,50}\(?"
    r"(?:Reuters|AP|AFP|dpa(?:/\w+)?|EFE|UPI|ANSA|APA|Xinhua)\)?\)?\s*[-–—.]",
    re.MULTILINE,
)
_BLOG_HOST = re.compile(
    r"(?:^|\.)(?:substack|medium|wordpress|tumblr|typepad|livejournal)\.com$|"
    r"(?:^|\.)blogspot\.|(?:^|\.)ghost\.io$|^blogs?\."
)


def is_release_line(line: str) -> bool:
    """Return whether a line heads a press release, perhaps with its date."""
    found = RELEASE_LINE.match(line)
    rest = line[found.end() :].strip(" :,–—-") if found else "-"
    rest = re.sub(r"^(?:vom|du|del?|of)\s", "", rest)
    return not rest or is_date_line(rest)


def is_section(line: str) -> bool:
    """Return whether a heading only names a part of a site: “Press Releases”."""
    return _SECTION.fullmatch(line.strip()) is not None


def names_event(line: str) -> bool:
    """Return whether a line is the title of a speech or a hearing, by its form."""
    return len(line.split()) >= 4 and (
        _SPEECH_TITLE.match(line) is not None
        or _HEARING_LINE.fullmatch(line) is not None
    )


class RecognizedKind(NamedTuple):
    """A kind, where it shows, and whether it is more than likely."""

    kind: str
    read_from: str
    sure: bool = True

    @property
    def remark(self) -> str:
        """What an editor should check, or ""."""
        return "" if self.sure else "Check the kind: it only shows in one place."


def read_kind(
    title: str, head: Sequence[str], text: str, address: str = ""
) -> RecognizedKind:
    """Return what kind of text it says or shows it is, without a kind if nothing.

    `head` are the lines around the title, `text` the article's, `address` the page's.
    """
    body = text[:20_000]
    lines = [line.strip() for line in head if line.strip()][:16]
    speech = _read_speech(title, lines, body)
    if speech and speech.sure:
        return speech
    for line in re.split(r"[|·•\n]", "\n".join(lines)):
        line = line.strip()
        if is_release_line(line):
            return RecognizedKind("report", f"the line “{line[:80]}”: a press release")
    if found := _RELEASE_BODY.search(body) or _RELEASE_BODY.search("\n".join(lines)):
        return RecognizedKind("report", f"the words “{found[0][:40]}”: a press release")
    if sum(sign.search(body + text[-4000:]) is not None for sign in _RELEASE_SIGNS) > 1:
        return RecognizedKind("report", "its form: a press release")
    if _RELEASE_PATH.search(address):
        return RecognizedKind("report", "its address: a press release")
    heads = [title, *lines]
    hearing = next((line for line in heads if _HEARING_LINE.fullmatch(line)), "")
    hearings = len(_HEARING_BODY.findall(body))
    if (hearing and hearings) or hearings >= 3:
        return RecognizedKind("hearing", "the words with which hearings are printed")
    if len(_PARLIAMENT.findall("\n".join([*lines, body]))) > 1:
        return RecognizedKind(
            "hearing", "its form: minutes of a parliament", sure=False
        )
    if kind := _read_form(heads, body):
        return kind
    if len(_BROADCAST.findall(body)) >= 2:
        return RecognizedKind("broadcast", "the names of hosts before their words")
    if kind := _read_interview(heads, body):
        return kind
    return speech or _read_outlet(lines, body, address)


def _read_form(heads: Sequence[str], body: str) -> RecognizedKind | None:
    """Recognise court opinions, letters and e-books by their layout."""
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    case = any(re.search(r"\bv\.? ", line) for line in heads) or any(
        map(CASE_MARK.fullmatch, lines[:30])
    )
    ruled = any(map(_RULING_LINE.fullmatch, heads)) and _RULING.search(body)
    if ruled or (
        case and len({found.casefold() for found in _COURT.findall(body)}) > 2
    ):
        return RecognizedKind("legal_case", "its form: a court’s opinion")
    if any(map(SALUTATION.fullmatch, lines[:8])) and any(
        map(CLOSING.fullmatch, lines[-6:])
    ):
        return RecognizedKind("personal_communication", "its form: a letter")
    if any(map(_EBOOK.search, heads)):
        return RecognizedKind("book", "its head, that of an e-book", sure=False)
    return None


def _read_interview(heads: Sequence[str], body: str) -> RecognizedKind | None:
    said = next((line for line in heads if _INTERVIEW_LINE.fullmatch(line)), "")
    ending = body[-400:].strip().rpartition("\n")[2]
    if not said and len(ending) < 100 and _INTERVIEW_LINE.fullmatch(ending):
        said = ending
    turns = len(_TURN.findall(body))
    questions = sum(1 for line in body.split("\n") if line.rstrip().endswith("?"))
    if turns >= 4 and questions >= 2:
        return RecognizedKind("interview", "its questions and answers")
    if _is_dialogue(body) and questions >= 2:
        return RecognizedKind(
            "interview", "its turns", sure=_TALK.search(body[:800]) is not None
        )
    if said and (turns or questions >= 2):
        return RecognizedKind("interview", f"the line “{said[:80]}”")
    return (
        RecognizedKind("interview", f"the line “{said[:80]}”", sure=False)
        if said
        else None
    )


def _is_dialogue(body: str) -> bool:
    """Return whether two names or labels take turns."""
    # “Gideon Marsh:” becomes “Marsh:” further down.
    labels = Counter(found[1].split()[-1].casefold() for found in _LABEL.finditer(body))
    often = [count for _, count in labels.most_common(2)]
    return len(often) == 2 and min(often) >= 3 and sum(often) >= 0.8 * labels.total()


_LABEL = re.compile(
    r"^([A-ZÀ-Þ][\w’'.-]{1,25}(?: [A-ZÀ-Þ][\w’'.-]{1,25}){0,2})\s?: \S", re.M
)
_TALK = re.compile(
    r"\b(?:interview\w*|conversation|q&a|gespräch\w*|entretien|entrevista)\b",
    re.IGNORECASE,
)


def _read_speech(title: str, lines: Sequence[str], body: str) -> RecognizedKind | None:
    titled = _SPEECH_TITLE.match(title) is not None
    marked = next((line for line in lines if _SPEECH_LINE.fullmatch(line)), "")
    marked = marked or ("(Applause)" if _SPEECH_BODY.search(body) else "")
    paragraphs = [part.strip() for part in body.split("\n") if part.strip()][:12]
    greets = any(_SALUTATION.match(part) for part in paragraphs)
    words = len(body.split())
    first_person = words and len(_FIRST_PERSON.findall(body)) / words > 0.015
    if titled and (marked or greets):
        return RecognizedKind("speech", "its title, and the words of a speech")
    if marked and greets:
        return RecognizedKind("speech", f"“{marked[:60]}”, and the words of a speech")
    if titled and first_person:
        return RecognizedKind("speech", "its title", sure=False)
    return None


def _read_outlet(lines: Sequence[str], body: str, address: str) -> RecognizedKind:
    host = re.sub(r"^https?://(?:www\.)?([^/:]*).*$", r"\1", address)
    if host != address and _BLOG_HOST.search(host):
        return RecognizedKind("post-weblog", "its address, that of a host of blogs")
    if _DATELINE.search(body[:2000]):
        return RecognizedKind("article-newspaper", "its dateline, a news agency’s")
    if any(re.search(r"\bvol\.\s?\w+|\bstaff writer\b", line, re.I) for line in lines):
        return RecognizedKind(
            "article-newspaper", "its head, that of a newspaper", sure=False
        )
    return RecognizedKind("", "", False)
