"""English: people and things, by titles, roles and what capital letters name."""

import re

from quotes.lexicon.words import MONTHS_AND_DAYS

#: Titles that tell no office.
COURTESY_TITLES = (
    "mr. mrs. ms. mr mrs ms miss mx. dr dr. prof. prof sir dame lord lady madam "
    "monsieur madame herr frau señor señora doña"
)
TITLES = frozenset(
    f"{COURTESY_TITLES} "
    "sen. rep. sens. reps. gov. govs. gen. rev. lt. col. capt. sgt. maj. cmdr. adm. "
    "hon. messrs. judge justice del. councillor cllr pastor sister brother father "
    "st. pvt. cpl. det. supt. insp. atty. pres. sen rep gov gen rev capt sgt fr. mx "
    "dci pc corporal brigadier baroness baron reverend ayatollah sheikh mullah "
    "taoiseach tánaiste begum datuk".split()
)
#: Titles that are a part of a name of a single word: "Pope Francis".
REIGNING = frozenset("pope king queen prince princess saint emperor sultan".split())
#: Words after which a name begins: "Scale AI CEO | Alexander Wang".
ROLES = frozenset(
    "president senator governor secretary mayor director officer chief minister "
    "candidate spokesman spokeswoman spokesperson ceo cfo cto coo chairman chairwoman "
    "chairperson chair congressman congresswoman representative ambassador professor "
    "prosecutor general state treasury defense defence commissioner attorney pope king "
    "queen prince princess captain detective sheriff leader strategist analyst "
    "economist author founder co-founder coach manager speaker whip delegate "
    "chancellor premier commander lieutenant colonel sergeant reporter correspondent "
    "editor democrat republican rabbi bishop archbishop cardinal imam nominee deputy "
    "assistant undersecretary constable inspector superintendent major admiral "
    "councilman councilwoman alderman assemblyman assemblywoman lawmaker legislator "
    "moderator anchor host interviewer presenter columnist "
    "historian scientist engineer physician surgeon nurse doctor lawyer solicitor "
    "barrister counsel staffer aide adviser advisor consultant executive vice "
    "principal dean provost teacher student resident farmer actor actress singer "
    "comedian activist organizer organiser volunteer owner manager founder partner "
    "co-chair vice-president mp mep msp senators governors presidents congressmen "
    "spokesmen spokespeople professors representatives".split()
)
#: Roles of one sex.
SEXES = dict.fromkeys(
    "mr. mr sir lord herr monsieur señor congressman spokesman chairman "
    "councilman alderman assemblyman businessman king prince father brother husband "
    "son grandfather uncle nephew actor pope".split(),
    "m",
) | dict.fromkeys(
    "mrs. ms. mrs ms miss dame lady madam madame frau señora doña congresswoman "
    "spokeswoman chairwoman councilwoman assemblywoman businesswoman queen princess "
    "mother sister wife daughter grandmother aunt niece actress".split(),
    "f",
)
#: Short forms of a role, as titles.
SPELLED = {
    "sen.": "senator",
    "rep.": "representative",
    "gov.": "governor",
    "prof.": "professor",
    "gen.": "general",
    "dr.": "doctor",
    "rev.": "reverend",
    "capt.": "captain",
    "sgt.": "sergeant",
    "ceo": "executive",
}
#: A role that another word names as well.
SAME_ROLES = {
    "congressman": "representative",
    "congresswoman": "representative",
    "lawmaker": "representative",
    "chairwoman": "chairman",
    "chair": "chairman",
    "physician": "doctor",
    "attorney": "lawyer",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
}
#: Relatives, who have an owner: "his wife, Ann Lowe".
RELATIVES = frozenset(
    "wife husband son daughter father mother brother sister uncle aunt nephew niece "
    "grandfather grandmother grandson granddaughter cousin widow widower partner "
    "stepson stepdaughter twin fiancé fiancée".split()
)
#: Words that end the name of an organisation, a place or another thing.
THINGS = frozenset(
    "house committee department university institute center centre party campaign "
    "council court association union bank company times post news journal tribune "
    "herald magazine press radio television network agency bureau board commission "
    "foundation society federation league church college school academy conference "
    "alliance coalition group inc inc. corp corp. co co. ltd ltd. llc plc office "
    "administration congress senate assembly parliament ministry service services "
    "force forces police army navy corps guard club hospital hotel museum library "
    "theater theatre airport station street avenue road park river lake mountain "
    "island islands county city state states kingdom republic mall tower building "
    "act bill law plan treaty agreement convention accord amendment project program "
    "programme initiative war day week month year award prize cup bowl games series "
    "committee caucus pac fund trust partners partnership holdings industries motors "
    "airlines electric oil gas energy systems technologies labs studios pictures "
    "records books review gazette globe guardian observer telegraph chronicle "
    "democrats republicans leaders voters center's square bay beach valley hill hills "
    "springs district zone coast ocean sea province region border bridge gate canal "
    "development security defense defence education health justice treasury commerce "
    "agriculture labor labour affairs relations rights welfare studies research "
    "science sciences technology policy progress democracy freedom "
    "organization organisation authority watch international coast america action "
    "association's media today atoll survey poll assessment index democratic national "
    "federal american african european asian african-american latino hispanic".split()
)
#: Those that are surnames too, after a given name: "Tom Hill".
SURNAMES = frozenset(
    "hill hills park church lake bridge beach gate bay may day post press mall house "
    "banks west rivers forest field fields woods street war cup bowl bank wells coast "
    "england ireland france law north south east ford marsh brook brooks moor "
    "castle".split()
)
#: What may follow "of" or "for" in the name of an organisation: its first words.
HEADS = frozenset(
    "department departments institute institutes center centers centre centres offices "
    "university college school bureau office "
    "ministry committee commission council court board bank house association union "
    "federation league conference society academy church coalition alliance "
    "organization organisation republic kingdom state district city county bay gulf "
    "secretary director school chamber fund campaign agency museum hospital citizens "
    "americans doctors friends veterans statue duke prince bank declaration college "
    "parliament congress ambassador democrats medicine foundation".split()
)
DATE_WORDS = MONTHS_AND_DAYS | frozenset(
    "may mon tue wed thu fri sat sun jan. feb. aug. sept. oct. nov. dec. a.m. p.m. bst "
    "gmt est edt pst cet utc spring summer autumn winter".split()
)
#: Months that are surnames or given names too: "Theresa May", "June Ash".
MONTHS = frozenset("march april may june august".split())
GIVEN_MONTHS = frozenset(("april", "may", "june", "august"))
#: Before a month that is a date: "last May".
DATING = frozenset("in since until till last next this early late mid during".split())
#: The same, before a month without anybody's name after it.
MAYBE_DATING = DATING | frozenset(
    "of by from before after for through between and or to every each".split()
)
#: People without a name who are "she" or "he" later.
WOMEN = frozenset("woman girl lady widow bride nun".split())
MEN = frozenset("man boy guy widower groom monk".split())
#: Things that "say" something: "a letter from Carl Reed".
DOCUMENTS = frozenset(
    "letter email e-mail mail memo memorandum note statement message text tweet "
    "report study book biography autobiography memoir article column op-ed essay story "
    "editorial release video clip ad advert advertisement leaflet flyer poster filing "
    "lawsuit suit complaint petition brief affidavit diary transcript recording tape "
    "voicemail blog paper poem song card postcard telegram cable document dossier "
    "review summary notice sign caption pamphlet manifesto obituary profile".split()
)
#: Before "by", if the one named after it is the author.
WRITING = frozenset(
    "written sent signed penned posted published issued released authored filed "
    "drafted made produced compiled prepared recorded given circulated emailed "
    "tweeted".split()
)
JUDGES = (
    "J. JJ. C.J. P.J. L.J. LJ. J.A. JJ.A. A.C.J. S.J. V.C. M.R. P. J JJ CJ LJ LJJ P MR "
    "JA JSC PSC"
)
_BOTH = (
    "transcript headline headlines update updated breaking watch read more note notes "
    "editor correction photo photos image video caption credit source sources share "
    "advertisement related exclusive opinion analysis summary abstract title subject "
    "date contact background q a bst gmt"
)
#: Labels after which nobody speaks.
HEADINGS = f"{_BOTH} updates interview interviews podcast profile obituary live review"
#: Labels and news agencies in capitals at the start of a line: nobody speaks.
LABELS = frozenset(
    f"{_BOTH} "
    "dear question answer reuters ap afp upi est pst edt press release applause "
    "laughter crosstalk inaudible unidentified unknown narrator male female speaker "
    "voice audience crowd".split()
)
MORE_ROLES = frozenset(
    "fellow capitalist member expert official critic supporter source witness man "
    "veteran survivor victim surrogate writer banker driver trader worker carer voter "
    "player builder sailor tailor dealer lender broker planner baker dancer pollster "
    "people someone teenager youth boy girl pupil parent neighbour neighbor friend "
    "colleague".split()
)
OTHER_PEOPLE = (
    "somebody accused judge guard agent clerk defendant suspect patient client "
    "accountant employee child kid guest priest pilot chef cook envoy cop thief widow "
    "widower bride groom nun monk poet vicar aide boss hostage refugee migrant "
    "pedestrian waiter waitress barber miner diver rider runner boxer golfer killer "
    "robber lover buyer seller champion hero heir star hiker jogger walker skier "
    "biker chef rapper headteacher quarterback midfielder goalkeeper magistrate envoy "
    "consul producer firefighter paramedic trooper warden advocate campaigner rector "
    "deacon abbot marshal bailiff usher coroner architect comrade private"
)
PASTS_AS_NOUNS = (
    "beat bit burst cast cut quit shook shot shut split spread forgave forbade"
)
NO_ROLES = (
    "another calendar chapter charter cluster computer consider consist corridor "
    "counter cylinder december deliver disaster discover disorder encounter exterior "
    "however interior monitor november october persist reactor "
    "register remember semester september shelter shoulder sweater theater thunder "
    "together tractor trailer transfer weather whatever whenever wherever whether "
    "whichever whoever"
)
ROLE_ENDINGS = (
    *(("ologist", 7), ("person", 6), ("woman", 5), ("ician", 5)),
    *(("ist", 7), ("or", 7), ("er", 7), ("man", 6)),
)
COMPOUND_ROLES = "vice deputy assistant shadow under junior lieutenant lt. lt"
HEDGES = (
    "former ex late retired onetime then past previous next future incoming "
    "outgoing designate would-be aspiring alleged accused suspected so-called "
    "self-styled self-proclaimed self-described purported supposed reputed presumed "
    "acting fake bogus ousted deposed sacked dismissed suspended rumoured rumored "
    "formerly once allegedly reportedly supposedly possible potential prospective"
)
ROLE_MODIFIERS = "former new"
WEAK_TITLES = "state general doctor"
ROLES_AS_NAMES = "dean mason"
FIRST_WORDS = (
    "late former fellow other another unlike like given thanks dear black white new "
    "old former even such same next last first second third fellow only ex longtime "
    "veteran most some many few several both either neither"
)
FIRST_WORD_ENDINGS = ("ing", "ly")
OPENING_WORDS = "no but later"
NEVER_SURNAMES = "street avenue road university"
NO_NAMES = "i no yes oh"
NAMES_IN_CAPITALS = "US IT WHO IS"
ACRONYMS_IN_NAMES = "us it"
#: "R-Ky.", "D", "Republican-Utah", after a comma or bracket.
PARTY = re.compile(r"(?:[RDI]|GOP|Lab|Con|Rep|Dem|SNP)(?:-[A-Z][\w.]*)?")
PARTY_LETTERS = "RDI"
PARTY_SIGNS = "R- D-"
PARTY_SIGNS_IN_BRACKETS = "R- D- R D"
UNKNOWN = "unidentified unknown"
GROUP_ENDINGS = ("ans", "crats", "ists", "inos", "ese", "lims")
PAPERS = (
    "times post news journal tribune herald guardian observer telegraph chronicle "
    "gazette globe hill independent mirror sun mail star economist atlantic"
)
CHAMBERS = "Congress Parliament Hamas Hezbollah"
GROUPS = (
    "republicans democrats latinos latinas muslims christians jews catholics "
    "conservatives liberals libertarians tories britons germans russians greeks "
    "whites blacks hispanics palestinians israelis iraqis pakistanis"
)
PLACES = frozenset(
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida "
    "Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine "
    "Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska "
    "Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Wisconsin "
    "Wyoming".split()
) | frozenset(
    "New York,New Jersey,New Mexico,New Hampshire,North Carolina,South Carolina,North "
    "Dakota,South Dakota,West Virginia,Rhode Island,New England,America,Britain,"
    "England,Scotland,Wales,Northern Ireland,Brussels,Washington,London,Paris,Berlin,"
    "Moscow,Beijing,Tokyo,New Delhi,Los Angeles,San Francisco,New Orleans,Hong Kong,"
    "White House,Wall Street,Downing Street,Capitol Hill,Burma,Soviet Union,"
    "United States,North Korea,South Korea,Middle East,U.S.,US,U.K.,UK,U.N.,UN,E.U.,EU"
    ",D.C.,N.C.,S.C.,N.Y.,N.J.,Va.,Calif.,Fla.".split(",")
)
#: Names of places that are as often people's.
PLACES_AS_NAMES = "Georgia Jordan Chad Guinea Jersey Virginia"
NO_GIVEN_NAMES = (
    "an and are art august battle bay can christian college dakota day do early "
    "fair faith general german german gray grant green grove hall house island justice "
    "king la land law long love major may miss so the to van von wilde will world "
    "young your china france india israel jordan london paris texas virginia "
    "washington york madison lincoln boston houston dallas cuba said governor"
)
COUPLES = "parents couple brothers sisters twins siblings spouses"
PARTIES = "democrat republican independent conservative labour"
#: Words after a name that make it the name of a body with its own voice.
BODIES = "campaign administration team"
#: The same, also with "a": "a Bloomberg poll".
POLLS = "poll survey"
REPORTS = "report analysis study database article investigation review audit editorial"
TIMES = (
    "week weeks month months year years day days night morning evening afternoon early "
    "late last next this past mid spring summer autumn fall winter weekend jan. feb. "
    "aug. sept. oct. nov. dec."
)
