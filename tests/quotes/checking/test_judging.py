"""Each verdict on claims about a few texts, and what must never be called exact."""

import random
import time
from datetime import date

import pytest

from quotes.checking.judging import MAX_LENGTH_OF_CLAIM, judge
from quotes.checking.verdicts import Candidate, Flag, Verdict
from tests.support.checked_texts import HARBOUR, RAILWAY, TEXTS

FERRY = "the island will be empty within ten years"
EXACT = [
    "We built this harbour with our own hands, and we don't intend to sell it.",
    "we built this harbour with our own hands, and we don’t intend to sell it",
    "we built this harbour with our own hands, and we donʼt intend to sell it",
    "The council voted 2,500 pounds for the east wall in 1911,",
    "The council voted 2500 pounds for the east wall in 1911.",
    "The well–known lighthouse--our oldest friend",
    "The well-known light-\nhouse -- our oldest friend",
    "the\u00a0minutes   be\nprinted in full",
    "the tourists a\u200b week ear\u00adly",
    "We were told so before, and we sang ‘The Boatman’ on the quay.",
    'We were told so before, and we sang "The Boatman" on the quay!',
    "[L]et us finish the harbour, mend the nets and open the school again.",
    "Let us ﬁnish the harbour, mend the nets and open the school again",
    "LET US FINISH THE HARBOUR, MEND THE NETS AND OPEN THE SCHOOL AGAIN",
    "Who pays for the wall? The fishermen do.",
    "Every timetable is a promise made to strangers, and we have kept ours",
]
ALTERED = [
    "We built this harbour with our bare hands, and we don’t intend to sell it.",
    "We built this harbour with our own hands, and we do intend to sell it.",
    "We built this harbour with our own hands and never intend to sell it.",
    "We built this harbour with our own hands.  And we don’t intend to sell them.",
    "The council voted 2,600 pounds for the east wall in 1911.",
    "The council voted 25,00 pounds for the east wall in 1911.",
    "The council voted 2.500 pounds for the east wall in 1911.",
    "The council voted $2,500 for the east wall in 1911.",
    "They tell us that the sea is nowhere to stay.",
    "We’re told so before, and we sang “The Boatman” on the quay.",
    "They tell US that the sea is now here to stay.",
    "Who pays for the wall. The fishermen do.",
    "Who pays for the wall? The fishermen do?",
    "Mend the nets, finish the harbour and open the school again.",
    "Every timetable is a promise made to passengers, and we have kept ours",
    "we have kept ours through three floods and a strike",
    "A line that runs at a profit is still a line that runs.",
    "Nobody has ever counted the boats lost in the winter of that year",
    "Let us … mend the sails and open the school again.",
]
MARKED = [
    "We built this harbour […] and we don’t intend to sell it.",
    "We built this harbour with our own hands, and we don’t intend to sell [Port "
    "Ness].",
    "Let us finish the harbour . . . and open the school again.",
    "The council [of Port Ness] voted 2,500 pounds for the east wall in 1911.",
    "The railway brought [the islanders] the newspapers a day late",
    "A line that runs at a loss [sic] is still a line that runs.",
    "mend[ed] the nets and open[ed] the school again.",
    "Nobody has ever counted the boat[s] that were lost in the winter of that year.",
    "Let us finish the harbo[u]r, mend the nets and open the school again.",
    "we sang “The Boatman” on the quay[s]. The schoolmaster asked that",
    "and we don’t intend[ed] to sell it.",
    "We built this harbour with our own hand[s], and we don’t intend to sell it.",
    "… and we have kept ours through two floods and a strike.",
]
AT_RISK = [
    ("We built this harbour with our own hands, and we … intend to sell it.", False),
    ("I will … sign a lease that nobody has read.", False),
    ("I will [gladly] sign a lease that nobody has read.", False),
    ("… the island will be empty within ten years.", False),
    (FERRY, True),
    ("The island will be empty within ten years.", True),
    ("sign a lease that nobody has read", True),
    ("The well-known lighthouse — our oldest friend — shall be kept.", True),
    ("the insurers want to know", True),
    ("The insurers want to know.", True),
    ("the accounts were given to him", True),
]
JOINED = [
    "We built this harbour with our own hands, and we have kept ours through two "
    "floods "
    "and a strike.",
    "The railway brought us the newspapers a day late, and we don’t intend to sell it.",
    "A line that runs at a loss is still a line that runs. Let us finish the harbour, "
    "mend the nets and open the school again.",
    "We built this harbour with our own hands. Let us finish the harbour, mend the "
    "nets "
    "and open the school again.",
    "Let us finish the harbour, mend the nets … We built this harbour with our own "
    "hands.",
]
MISSING = [
    "Education is the lamp that no storm of state can ever put out.",
    "We built this harbour so that grandchildren could quarrel over cheaper fish.",
    "The moon landing was paid for by honest cheese.",
]


def verdict(words, speaker=None, texts=TEXTS, known=()):
    return judge(words, speaker, texts, known).verdict


@pytest.mark.parametrize("words", EXACT)
def test_typography_is_no_difference(words):
    assert verdict(words) == Verdict.EXACT


@pytest.mark.parametrize("words", ALTERED)
def test_a_changed_word_is_altered(words):
    judged = judge(words, None, TEXTS)
    assert judged.verdict == Verdict.ALTERED
    assert judged.places[0].candidate in (HARBOUR, RAILWAY)


@pytest.mark.parametrize("words", MARKED)
def test_marks_say_what_was_changed(words):
    assert verdict(words) == Verdict.MARKED


@pytest.mark.parametrize(("words", "cut"), AT_RISK)
def test_a_lost_negation_or_condition_is_said_first(words, cut):
    judged = judge(words, "Ann Lowe" if "accounts" not in words else None, TEXTS)
    assert judged.verdict == Verdict.AT_RISK
    assert (Flag.CUT_SHORT in judged.flags) == cut


def test_what_the_sentence_also_has_is_of_the_place_shown():
    later = Candidate("later", f"Unless it rains, {FERRY}.", (), date(1930, 1, 1))
    judged = judge(FERRY, None, [later, *TEXTS])
    assert judged.places[0].source == "harbour"
    assert judged.outside == "If the ferry stops,"


@pytest.mark.parametrize("words", JOINED)
def test_words_of_two_places_are_joined(words):
    judged = judge(words, None, TEXTS)
    assert judged.verdict == Verdict.JOINED
    assert len(judged.places) > 1


@pytest.mark.parametrize(
    ("cue", "other_cue", "verdict"),
    [
        ("said Ann Lowe. “The wall", "said Bob Reed.", Verdict.JOINED),
        ("said Ann Lowe; “the wall", "said Bob Reed.", Verdict.JOINED),
        ("said Ann Lowe. Bob Reed replied: “the wall", "", Verdict.JOINED),
        ("the mayor said. “The wall", "the company said.", Verdict.AT_RISK),
        ("said Ann Lowe. “The wall", "she said.", Verdict.MARKED),
    ],
)
def test_a_mark_joins_no_words_of_two_speakers(cue, other_cue, verdict):
    text = f"“We built it with our own hands,” {cue} is the council’s,” {other_cue}"
    words = "We built it with our own hands … the wall is the council’s"
    assert judge(words, None, [Candidate("text", text)]).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("“We built it with our own hands.”\n\n“The wall is his.”", Verdict.JOINED),
        ('"We built it with our own hands." "The wall is his."', Verdict.JOINED),
        ("— We built it with our own hands.\n— The wall is his.", Verdict.JOINED),
        ("“We built it with our own hands.\n\n“The wall is his.”", Verdict.EXACT),
    ],
)
def test_turns_of_a_dialogue_are_joined(text, verdict):
    held = [Candidate("text", text)]
    words = "We built it with our own hands. The wall is his."
    judged = judge(words, None, held)
    assert judged.verdict == verdict
    assert len(judged.places) == (2 if verdict == Verdict.JOINED else 1)
    assert judge(text, None, held).verdict == Verdict.EXACT


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("“The old wall,” she said, “will stand for a hundred years.”", Verdict.EXACT),
        ("‘The old wall,’ Ann Lowe said, ‘will stand for a hundred years.’", "exact"),
        ("“The old wall,” Lowe said; “will stand for a hundred years,” said Reed.", ""),
        ("“The old wall,” she said, “will not stand for a hundred years.”", ""),
        ("“The old wall,” she said. It will stand for a hundred years.", ""),
        ("“If the old wall,” she said, “will stand for a hundred years?”", ""),
    ],
)
def test_words_that_a_cue_interrupts_in_print_are_exact(text, verdict):
    words = "The old wall will stand for a hundred years."
    judged = judge(words, None, [Candidate("text", text)])
    assert (judged.verdict == Verdict.EXACT) == bool(verdict), judged


@pytest.mark.parametrize("words", MISSING)
def test_words_of_nobody_are_not_on_record(words):
    assert verdict(words) == Verdict.NOT_ON_RECORD


@pytest.mark.parametrize(
    "words", ["a line that runs", "that runs", "line", "the council voted", "…", ""]
)
def test_few_words_tell_nothing(words):
    assert verdict(words) == Verdict.TOO_SHORT


@pytest.mark.parametrize("words", ["right of self", "nowhere to", "tell US that"])
def test_few_words_with_the_letters_of_others_tell_nothing(words):
    text = "They tell us that it is a right of self-government now here to stay."
    assert verdict(words, texts=[Candidate("held", text)]) == Verdict.TOO_SHORT
    quote = Candidate("quote", words.lower() + "?", is_quote=True)
    asked = f"{words.lower()}."
    assert verdict(asked, texts=[quote]) in (Verdict.ALTERED, Verdict.EXACT)


@pytest.mark.parametrize("speaker", ["Bob Reed", "Ann Reed", "Winston Churchill"])
def test_another_speaker(speaker):
    judged = judge(EXACT[0], speaker, TEXTS)
    assert judged.verdict == Verdict.SAID_BY_ANOTHER
    assert "Ann Lowe" in judged.reason


@pytest.mark.parametrize("speaker", ["Ann Lowe", "Lowe", "Mrs Lowe", "AL", "she", None])
def test_the_same_speaker(speaker):
    assert verdict(EXACT[0], speaker) == Verdict.EXACT


def test_a_text_without_a_speaker_accuses_nobody():
    words = "It is a line that runs, said a passenger."
    assert verdict(words, "Ann Lowe") == Verdict.EXACT


def test_same_words_of_two_speakers_are_the_claimed_one_s():
    other = Candidate("copy", RAILWAY.text, ("Ann Lowe",), date(1950, 1, 1))
    judged = judge(EXACT[-1], "Ann Lowe", [RAILWAY, other])
    assert judged.verdict == Verdict.EXACT
    assert judged.places[0].candidate is other


def test_a_known_namesake_is_somebody_else():
    adams = Candidate("adams", RAILWAY.text, ("John Quincy Adams",))
    assert verdict(EXACT[-1], "John Adams", [adams]) == Verdict.EXACT
    known = {"John Adams", "John Quincy Adams"}
    assert verdict(EXACT[-1], "John Adams", [adams], known) == Verdict.SAID_BY_ANOTHER


def test_refuted_and_changed():
    words = EXACT[-1]
    refuted = Candidate("quote", words, ("Ann Lowe",), refuted="She never said it.")
    judged = judge(words, None, [refuted])
    assert (judged.verdict, judged.reason) == (Verdict.REFUTED, "She never said it.")
    old = Candidate("old", RAILWAY.text, changed_on=date(2024, 2, 3))
    judged = judge(words, None, [old])
    assert judged.verdict == Verdict.CHANGED_SINCE
    assert "3 February 2024" in judged.reason
    assert verdict(words, None, [old, RAILWAY]) == Verdict.EXACT


def test_a_paraphrase_is_no_quotation():
    words = (
        "Each table of hours is a vow to outsiders, and we have held it through ice."
    )
    assert verdict(words) in (Verdict.PARAPHRASE, Verdict.NOT_ON_RECORD)


def test_the_diff_and_the_flags_name_the_change():
    judged = judge(ALTERED[1], None, TEXTS)
    assert Flag.NEGATION_CHANGED in judged.flags
    assert any(not run.same for run in judged.diff)
    assert Flag.NUMBER_CHANGED in judge(ALTERED[4], None, TEXTS).flags


def test_footnotes_and_ligatures_are_no_words():
    words = "Every timetable is a promise made to strangers,{} and we have kept ours"
    for note in ("[1]", "[^12]", "¹", "²³"):
        assert verdict(words.format(note)) == Verdict.EXACT
    held = Candidate(
        "held", "L’œuvre du cœur n’est pas encore finie, dit-il à 10² gens."
    )
    for words, expected in (
        ("L'oeuvre du coeur n'est pas encore finie", Verdict.EXACT),
        ("n’est pas encore finie, dit-il à 10 gens", Verdict.ALTERED),
        ("n’est pas encore finie, dit-il à 102 gens", Verdict.ALTERED),
    ):
        assert verdict(words, texts=[held]) == expected, words


def test_words_far_away_do_not_hide_an_alteration():
    text = (
        "The Internet’s rise won’t stop at 50% of homes. It’s ten people. We will "
        "elect good members and write to them before all the schools open again."
    )
    words = "The Internet’s rise will stop at 50% of homes and schools"
    judged = judge(words, None, [Candidate("held", text)])
    assert judged.verdict == Verdict.ALTERED
    assert Flag.NEGATION_CHANGED in judged.flags


NEGATED = [
    ("لن نتخلى عن السلام أبدا، لأن السلام هو الأمل الأخير لهذا الشعب", "لن "),
    ("לא נוותר על השלום כי השלום הוא התקווה האחרונה של העם", "לא "),
    ("Мы не сдадимся и не уйдём, потому что это наш город и наш дом", "Мы не "),
    ("Non cederemo il porto di Trieste, che è anche la nostra casa", "Non "),
    ("Não vamos deixar o porto de Lisboa, que é também a nossa casa", "Não "),
    ("Wij gaan niet weg van het eiland dat van ons is", "Wij gaan niet "),
]


@pytest.mark.parametrize(("text", "cut"), NEGATED)
def test_a_negation_just_before_is_seen_in_other_languages(text, cut):
    held = [Candidate("held", f"{text}.")]
    assert verdict(text, texts=held) == Verdict.EXACT
    assert verdict(text.removeprefix(cut), texts=held) == Verdict.AT_RISK


OTHER_LANGUAGES = [
    (
        "Le maire a dit qu’il n’a jamais vendu le vieux pont aux étrangers de la "
        "ville.",
        "qu'il n'a jamais vendu le vieux pont aux étrangers de la ville",
        "qu'il n'a souvent vendu le vieux pont aux étrangers de la ville",
    ),
    (
        "Die Stadt darf die alte Brücke „nicht verkaufen“, und die Maße bleiben "
        "gleich.",
        "Die Stadt darf die alte Brücke »nicht verkaufen«, und die Maße bleiben "
        "gleich.",
        "Die Stadt darf die alte Brücke nicht verkaufen, und die Masse bleiben gleich.",
    ),
    (
        "قال الرئيس إن المدينة لن تبيع الجسر القديم لأحد من الغرباء هذا العام",
        "\u202bإن المدينة لن تبيع الجسر القديم لأحد من الغرباء هذا العام\u202c",
        "إن المدينة قد تبيع الجسر القديم لأحد من الغرباء هذا العام",
    ),
    (
        "ראש העיר אמר כי הגשר הישן לא יימכר לעולם לאף אחד מן הזרים בעיר",
        "הגשר הישן לא יימכר לעולם לאף אחד מן הזרים בעיר",
        "הגשר הישן יימכר לעולם לאף אחד מן הזרים בעיר",
    ),
    (
        "नगर का पुराना पुल कभी किसी अजनबी को नहीं बेचा जाएगा और यह वचन है",
        "पुराना पुल कभी किसी अजनबी को नहीं बेचा जाएगा और यह वचन है",
        "पुराना पुल कभी किसी अजनबी को ही बेचा जाएगा और यह वचन है",
    ),
    (
        "Cafe\u0301 society has never paid for a single plank of this old bridge.",
        "Caf\u00e9 society has never paid for a single plank of this old bridge.",
        "Cafe society has never paid for a single plank of this old bridge.",
    ),
    (
        "市长说这座古老的大桥永远不会卖给任何一个外地人因为它属于全体市民",
        "这座古老的大桥永远不会卖给任何一个外地人因为它属于全体市民",
        "这座古老的大桥永远可以卖给任何一个外地人因为它属于全体市民",
    ),
    (
        "ဝန်ကြီးက “သူ ပြန်လာမည်။ ငါတို့ စောင့်မည်။ ငါတို့ ပြန်မည်။” ဟု ပြောသည်။",
        "သူ ပြန်လာမည်၊ ငါတို့ စောင့်မည်၊ ငါတို့ ပြန်မည်",
        "သူ ပြန်လာမည်။ ငါတို့ စောင့်မည်။ ငါတို့ မပြန်မည်။",
    ),
]


@pytest.mark.parametrize(("text", "same", "other"), OTHER_LANGUAGES)
def test_other_languages_and_scripts(text, same, other):
    held = [Candidate("held", text)]
    assert verdict(same, None, held) == Verdict.EXACT
    assert verdict(other, None, held) == Verdict.ALTERED


def test_a_very_long_claim_is_said_not_to_be_compared():
    judged = judge("not these words " * 1_000, None, TEXTS)
    assert judged.verdict == Verdict.NOT_ON_RECORD
    assert "2,000 words" in judged.reason


def test_any_claim_takes_little_time():
    common = "the of a and to in that is was for it".split()
    texts = [
        Candidate(number, " ".join(random.Random(number).choices(common, k=8_000)))  # noqa: S311
        for number in range(20)
    ]
    points = f"We built this harbour {'.' * 19_000} and we don’t intend to sell it."
    for words in ("the … a " * 20, "a [b] " * 45, "the of a " * 600, points):
        start = time.process_time()
        judge(words, None, [*texts, HARBOUR])
        assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "words",
    [
        "“" * 20_000,
        "[" * 5_000 + "a" + "]" * 5_000,
        "… " * 5_000,
        "[a] " * 4_000,
        "the " * 5_000,
        "a" * MAX_LENGTH_OF_CLAIM,
        "\0\ud800 lone",
        "x" * (MAX_LENGTH_OF_CLAIM + 1),
    ],
)
def test_any_input_has_a_judgement(words):
    assert verdict(words) in (
        Verdict.TOO_SHORT,
        Verdict.NOT_ON_RECORD,
        Verdict.PARAPHRASE,
    )
