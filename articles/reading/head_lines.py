"""Patterns of the lines above a text: labels, sections, page numbers, credits."""

import re

from articles.characters import UNSPACED

FIELDS = {
    "title": (
        "title headline subject objet betreff asunto titel titre título titolo "
        "заголовок 标题 العنوان"
    ),
    "authors": "author authors by from autor auteur autore автор 作者",
    "publication": "source publication outlet newspaper quelle fuente",
    "published": (
        "date published posted sent gesendet enviado envoyé datum fecha data дата 日期"
    ),
    "url": "url link address",
    "language": "language lang",
}
FIELD_OF = {word: name for name, words in FIELDS.items() for word in words.split()} | {
    "published in": "publication",
    "published on": "published",
}
LABEL = re.compile(
    rf"^\s*[*_]{{0,2}}({'|'.join(FIELD_OF)})[*_]{{0,2}}\s*[:：]\s*(\S.*)$",
    re.IGNORECASE,
)
URL = re.compile(r"(https?://\S+)(?:\s+\d{1,3}\s?/\s?\d{1,3})?$")
#: What browsers print above a page: the day of printing, and its title.
PRINTED_ABOVE = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}:\d{2}(?:\s?[AP]M)?\s+(\S.*)$"
)
#: Names of sections of a newspaper, above a title.
SECTION = re.compile(
    r"(?:(?:local|world|national|international|regional|the|and|&|us|uk|front|page|top|"
    r"latest|breaking|news|nation|politics?|opinions?|business|sports?|culture|economy|"
    r"editorials?|features?|analysis|commentary|letters|science|health|technology|style|"
    r"politik|wirtschaft|kultur|meinung|lokales|panorama|gesellschaft|ausland|inland|"
    r"politique|économie|société|monde|santé|sciences|débats|política|economía|cultura|"
    r"sociedad|opinión|internacional|nacional|deportes|y|et|und)\s*)+",
    re.IGNORECASE,
)
PARTS = re.compile(r"\s*[·•|∙⋅｜]\s*|\s+[–—-]\s+")
READING_TIME = re.compile(
    r"^\d+\s*(?:-|\s)?\s*(?:min|minute)s?\.?(?:\s*(?:read|reading time|de lecture|"
    r"lesezeit|de lectura))?$|^(?:reading time|read time|lesezeit|lesedauer|lecture|"
    r"temps de lecture|tiempo de lectura)\b.{0,20}$|^\d{1,2}[:.h]\d{2}\b.{0,12}$",
    re.IGNORECASE,
)
#: Lines of a head that are neither title nor byline.
FURNITURE = re.compile(
    r"(?:media |press |presse|pressekontakt|kontakt|contacto?)?\s*(?:contacts?|kontakt|"
    r"ansprechpartner\w*|contacto)(?: de prensa)?\s*(?::.{0,120})?|"
    r"(?:under )?(?:embargo(?:ed)?|sperrfrist)\s*(?::|until|bis|jusqu|hasta).{0,80}|"
    r"not for release\b.{0,80}|\[.{1,80}\]|s\. ?hrg\. .{1,20}|serial no\. .{1,20}|"
    r"(?:printed )?for the use of .{1,80}|(?:case )?nos?\. [\w.,/ –-]{1,40}|"
    r"(?:page|seite|página)\s+\d+(?:\s+(?:of|von|de|sur)\s+\d+)?|\d{1,4}|"
    r"(?:staff|associated press) writer|(?:www\.)\S+|\S+@\S+\.\S+|"
    r"(?:tel|phone|téléphone|fax|email|e-mail)\s*[.:+(\d].{0,60}|[\W_]+",
    re.IGNORECASE,
)
VOLUME = re.compile(
    r"\b(?:vol(?:ume)?\.?\s?(?:\d+|[ivxlc]+)|no\.\s?\d+|nr\.\s?\d+|n[°º]\s?\d+|"
    r"issue\s(?:no\.?\s?)?\d+|(?:jahrgang|ausgabe|édition|edición)\s+(?:nr\.?\s?)?\d+)\b.*",
    re.IGNORECASE,
)
NOBODY_LINE = re.compile(
    r"(?:by\s+|von\s+|par\s+|por\s+)?(?:(?:the|our|la|die|el)\s+)?"
    r"(?:staff(?: reports?| writers?)?|redaktion|rédaction|redacción|"
    r"news ?room|web desk|admin)\.?",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"[Ss]pecial to (\S[^|·,(]{2,60})|"
    r"(?:©|\([Cc]\)|[Cc]opyright)(?:\s*\([Cc]\)|\s*©)?\s*\d{4},?\s*(?:by\s+)?(?P<c>\S.{2,60})$"
)
#: A newspaper's page, and a day of the week, beside its name.
PAGE_NUMBER = re.compile(
    r"^(?:page\s)?[A-Z]?\d{1,3}\b\s*|\s*\b(?:(?:page|seite|página|s\.|p\.)\s?)?[A-Z]?\d{1,3}$",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|diens|donners|frei|sams|"
    r"sonn)tag\b|\bmittwoch\b|\b(?:lun|mar|mercre|jeu|vendre|same)di\b|\bdimanche\b|"
    r"\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b",
    re.IGNORECASE,
)
#: A title of several words in a script without spaces.
UNSPACED_TITLE = re.compile(f"[{UNSPACED}]{{4}}")
SENTENCE_END = re.compile(r"[.,;:…。，；、]$")
