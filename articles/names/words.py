"""Words and forms by which the parts of a name are recognised."""

import re

from articles.characters import HYPHENS, UNSPACED

#: Before a family name, in small letters: "van der Berg". A capital makes it a part of
#: the family name: "Martin Van Buren".
PARTICLES = frozenset(
    "van von vom der den del della dello delle degli dei di da do dos das du de d la "
    "las le lo los il ten ter te zu zum zur und af av al el bin bint ibn ben abu ap "
    "’t 't de’ de' van’t van't in’t op y بن".split()
)
#: In capitals, these begin a family name: "Anne-Marie Le Gall".
CAPITAL_PARTICLES = frozenset(
    """
    De Del Della Di Da Do Dos Das Du D Des La Las Le Les Lo Los El Al Van Von Vander
    Dalla Dello Delle Degli Dei Vanden Ver Ter Ten St. St Saint San Santa Ben Bar Ó
    Ní Nic Mac Mc Uí Ap Abu
    """.split()
)
#: An article that is joined to the family name: "al-Assad", "d’Ormesson".
ATTACHED = re.compile(
    rf"(?:(?:al|el|ar|as|ash|ad|an|at|az|ul)[{HYPHENS}](?=\w)|d[’'](?=\w))"
)
SUFFIX = re.compile(
    r"(?:,\s*|\s+)(jr\.?|sr\.?|esq\.?|I{2,3}|IV|VI{0,3})$", re.IGNORECASE
)
#: Of rulers. Not I, V and X alone, which are initials: "Malcolm X".
NUMERAL = re.compile(r"(?:I{2,3}|IV|VI{1,3}|IX|XI{1,3}|XIV|XVI{0,3}|XIX|XX[IVX]*)")
DEGREES = re.compile(
    r"(?:,\s*|\s+)(?:Ph\.?\s?D\.?|D\.?Phil\.?|M\.?D\.?|M\.?B\.?A\.?|M\.?Sc\.?|B\.?Sc\.?|"
    r"J\.D\.|LL\.?[BMD]\.?|R\.?N\.?|Ed\.?D\.?|Psy\.?D\.?|D\.?D\.?S\.?|[KQ]\.?C\.?|"
    r"M\.?P\.?|M\.?E\.?P\.?|O\.?B\.?E\.?|C\.?B\.?E\.?|M\.?B\.?E\.?|K\.?B\.?E\.?|OM|CH|"
    r"F\.?R\.?S\.?|S\.J\.|O\.?P\.|O\.S\.B\.|O\.F\.M\.|C\.?P\.?A\.?|TD|MSP|MLA)$"
    # Any other letters after a comma: "James Martin, SJ".
    r"|,\s*(?!(?:I{2,3}|IV|VI{0,3})$)(?:[A-Z]{2,6}|(?:[A-Z][a-z]{0,2}\.){2,5})$"
)
#: Words of titles, in small letters and without a full stop.
TITLE_WORDS = frozenset(
    "hon honorable honourable rev reverend pastor deacon dr prof professor professorin "
    "docteur mr mrs ms miss mx mme mlle sir dame herr frau señor señora don doña dom "
    "gen general général lt lieutenant col colonel capt captain maj major sgt sergeant "
    "cpl corporal pvt private adm admiral cmdr commander brigadier marshal maréchal "
    "constable superintendent sen senator rep representative congressman congresswoman "
    "congressmember assemblyman assemblywoman assemblymember mp mep gov governor "
    "president premier taoiseach minister chancellor secretary ambassador mayor "
    "councillor councilor cllr councilman councilwoman councilmember alderman "
    "commissioner director chair chairman chairwoman chairperson speaker executive ceo "
    "cfo coo cto spokesman spokeswoman spokesperson judge justice attorney solicitor "
    "surgeon sheriff cardinal kardinal bishop archbishop msgr monsignor rabbi imam "
    "ayatollah sheikh chief inspector detective officer principal coach founder "
    "emeritus comrade sister brother father lady lord baroness baron viscount monsieur "
    "madame maître maire président présidente ministre député députée sénateur "
    "sénatrice presidente presidenta ministro ministra senador senadora gobernador "
    "gobernadora alcalde alcaldesa präsident präsidentin kanzler kanzlerin "
    "bürgermeister bürgermeisterin".split()
)
#: These are a title before one of their names, or before a given name of a language:
#: “M. Macron”, “Don Pedro”, and not “M. K. Gandhi”, “Don DeLillo”.
TITLES_OR_NAMES = {"m.": ("fr",), "don": ("es", "pt"), "dom": ("es", "pt")}
#: Before a title: “former Defense Secretary”, “First Lady”, “Chief Operating Officer”.
_BEFORE_TITLE = (
    "the right former late then acting interim deputy vice prime assistant associate "
    "senior managing operating financial technology state us u[.]s[.] uk district "
    "county city foreign home interior defen[cs]e treasury justice finance health "
    "education energy labou?r trade press police fire field air grand high first second"
)
_TITLE = "|".join(sorted(TITLE_WORDS - TITLES_OR_NAMES.keys()))
#: Before a name with a given name, these are no part of it.
TITLES = re.compile(
    rf"(?:(?:(?:{_BEFORE_TITLE.replace(' ', '|')})\s+)*"
    rf"(?:(?:(?:ex|then|co|vice)[{HYPHENS}])?(?:{_TITLE})"
    rf"(?:[{HYPHENS}](?:general|elect|designate))?\.?|"
    r"sra?\.|dipl\.-ing\.|premi(?:er|ère)\s+ministre|"
    r"\w+(?:minister|präsident|kanzler|bürgermeister)(?:in)?)"
    r"(?:\s+(?:of|for)\s+(?:state|defen[cs]e|justice|finance|health|education|commerce|"
    r"energy|staff|war))*\s+)+",
    re.IGNORECASE,
)
#: With one name, with or without a numeral, these make one whole name: "Pope Francis".
STYLES = frozenset(
    "pope king queen saint st st. prince princess emperor empress tsar czar tsarina "
    "kaiser shah sultan caliph pharaoh duke duchess count countess baron baroness "
    "mother sister brother father lord lady sri swami guru lama mullah".split()
)
#: Between a name and where its bearer is from: "Joan of Arc", "Ivan the Terrible".
BYNAME = re.compile(
    r"^\w[\w’'-]*(?:\s[^\Wa-z]\w*\.?)?,?\s(?:of|the|à)\s[^\Wa-z]"
    r"|,\s(?:Prince|Princess|Queen|King|Duke|Duchess|Earl|Count|Countess|Baron|Baroness|"
    r"Marquess|Lord|Lady)\b"
    r"|^(?:Duke|Duchess|Earl|Prince|Princess|Marquess)\sof\s"
)
PATRONYMIC = re.compile(r"(?:вич|вна|чна|ична|ovich|evich|ovna|evna)$")
#: Scripts without spaces between names, or with an order that the letters do not show.
WHOLE = re.compile(f"[{UNSPACED}\uac00-\ud7af]")
NICKNAME = re.compile(r"\s*[“\"‘'(][^”\"’')]+[”\"’')](?=\s)")
INITIALS = re.compile(r"(?:\w\.[-\s]?)+|\w")


def recase_word(word: str, *, inside: bool) -> str:
    """Return a word of a name in capitals in usual letters: "McCain", "O’Leary".

    Initials and numerals stay. `inside`, it may be a particle: "van".
    """
    if re.fullmatch(r"(?:\w\.-?)+|[B-DF-HJ-NP-TV-XZ]|II|III|IV", word):
        return word
    if inside and word.casefold() in PARTICLES:
        return word.casefold()
    word = "".join(part.capitalize() for part in re.split(rf"([{HYPHENS}’'])", word))
    return re.sub(r"^Mc(\w)", lambda found: f"Mc{found[1].upper()}", word)
