"""Quotations of a draft are found by their marks, with the speaker, in little time."""

import time

import pytest

from quotes.checking.drafts import MAX_LENGTH_OF_DRAFT, MAX_QUOTATIONS, quotations


@pytest.mark.parametrize(
    ("draft", "words", "speaker"),
    [
        ("Ann Lowe said: “We won the vote.”", "We won the vote.", "Ann Lowe"),
        ('"We won the vote," Ann Lowe said.', "We won the vote,", "Ann Lowe"),
        ("‘We won the vote,’ said Ann Lowe.", "We won the vote,", "Ann Lowe"),
        ("“We won,” said Ida von der Ley.", "We won,", "Ida von der Ley"),
        ("“We won,” said Will Ash.", "We won,", "Will Ash"),
        ("“We won,” in the words of May Ash.", "We won,", "May Ash"),
        ("“We won,” in the words of Jan ten Brink.", "We won,", "Jan ten Brink"),
        (
            "“We won the vote,” Ann D. Lowe went on, “and we paid for it.”",
            "We won the vote, and we paid for it.",
            "Ann D. Lowe",
        ),
        ("“We won the vote,” as Ann Lowe put it.", "We won the vote,", "Ann Lowe"),
        ("“We won,” in the words of Mr. Reed. He left.", "We won,", "Mr. Reed"),
        ("Bob Reed used the words “a lost cause”.", "a lost cause", "Bob Reed"),
        ("It was Ann Lowe who wrote, “We won it.”", "We won it.", "Ann Lowe"),
        ("I keep coming back to Lowe: “We won it.”", "We won it.", "Lowe"),
        ("An old saying has it: “We won the vote.”", "We won the vote.", ""),
        ("The editors asked for a line. “We won it.”", "We won it.", ""),
        ("“We won\nit all,” said Ann Lowe.", "We won\nit all,", "Ann Lowe"),
        ("‘The world‘s best,’ said Ann Lowe.", "The world‘s best,", "Ann Lowe"),
        ("One address put it so: “We won.”", "We won.", ""),
        ("Ann Lowe read “We won the vote” aloud.", "We won the vote", ""),
        ("Ann Lowe quoted: “We won the vote.”", "We won the vote.", ""),
        ("“We won,” according to Ann Lowe's critics.", "We won,", ""),
        ("“We won,” in the words of Bob James’ lawyer.", "We won,", ""),
        ("“We won,” according to Bob James.", "We won,", "Bob James"),
        ("“We won,” as Ann Lowe has it.", "We won,", "Ann Lowe"),
        ("“We won,” as Ann Lowe has never said.", "We won,", ""),
        ("Ann Lowe has never said “We won the vote.”", "We won the vote.", ""),
        ("As Ann Lowe never said, “We won the vote.”", "We won the vote.", ""),
        ("Reed said Ann Lowe never said “We won the vote.”", "We won the vote.", ""),
        ("It was Bob Reed who was told “We won the vote.”", "We won the vote.", ""),
        ("Bob Reed was told by Ann Lowe: “We won it.”", "We won it.", "Ann Lowe"),
        ("It was Bob Reed who heard “We won the vote.”", "We won the vote.", ""),
        ("Bob Reed said Ann Lowe told him: “We won it.”", "We won it.", "Ann Lowe"),
        ("Bob Reed accused Ann Lowe of saying “We won it.”", "We won it.", ""),
        ("“We won,” Ann Lowe said, quoting Bob Reed.", "We won,", ""),
        ("彼は「約束は守る。」と述べた。", "約束は守る。", ""),
        ("”Vi har vunnit”, sa hon.", "Vi har vunnit", ""),
        ("Er sagte: „Wir haben gewonnen.“", "Wir haben gewonnen.", ""),
        ("« Nous avons gagné », dit-il.", "Nous avons gagné", ""),
    ],
)  # fmt: skip
def test_words_and_speaker(draft, words, speaker):
    (found,) = quotations(draft)
    assert (found.words, found.speaker) == (words, speaker)
    for start, end in found.spans:
        assert draft[start:end].strip() == draft[start:end]


@pytest.mark.parametrize(
    "draft",
    [
        "“We won,” said Ann Lowe; “we lost,” said Bob Reed.",
        "“We won,” said Ann Lowe, while Bob Reed said, “we lost.”",
        "“We won,” Ann Lowe said, and Bob Reed replied, “we lost.”",
    ],
)
def test_words_of_two_speakers_in_a_sentence_are_two_quotations(draft):
    found = [(each.words.strip(".,"), each.speaker) for each in quotations(draft)]
    assert found == [("We won", "Ann Lowe"), ("we lost", "Bob Reed")]


#: Drafts with the speaker named in them, or none: places, organisations and roles are
#: nobody’s name.
NAMED = (
    ("fr", "« Nous irons au bout », a déclaré lundi Emmanuel Macron.", ""),
    ("fr", "« Nous irons au bout », a déclaré Emmanuel Macron.", "Emmanuel Macron"),
    ("fr", "« Nous irons », a dit le président Emmanuel Macron.", "Emmanuel Macron"),
    ("fr", "Selon Christine Lagarde, « tout va bien ».", "Christine Lagarde"),
    ("fr", "Bruno Le Maire a déclaré mardi : « Nous irons. »", "Bruno Le Maire"),
    ("fr", "« Nous irons », a déclaré Moscou.", ""),
    ("fr", "« Nous irons », a dit le porte-parole de Matignon.", ""),
    ("fr", "« Nous irons », a-t-elle dit à Emmanuel Macron.", ""),
    ("de", "„Wir gehen“, sagte Angela Merkel am Montag.", "Angela Merkel"),
    ("de", "„Wir gehen“, sagte der Bürgermeister Karl Otto.", "Karl Otto"),
    ("de", "Gestern sagte Olaf Scholz im Saal: „Wir gehen.“", "Olaf Scholz"),
    ("de", "»Wir gehen«, so Robert Habeck.", "Robert Habeck"),
    ("de", "Laut Anna Lo „gehen wir alle“.", "Anna Lo"),
    ("de", "„Wir gehen“, sagte der Sprecher.", ""),
    ("de", "„Wir gehen“, sagte die Deutsche Bank.", ""),
    ("de", "„Wir gehen.“ Anna Lo sagte: „Wir bleiben.“", ""),
    ("es", "«No nos vamos», dijo Pedro Sánchez el lunes.", "Pedro Sánchez"),
    ("es", "Según Rigoberta Menchú, «la paz es todo».", "Rigoberta Menchú"),
    ("es", "La ministra Yolanda Díaz ha dicho hoy: “No.”", "Yolanda Díaz"),
    ("es", "«No nos vamos», dijo el portavoz del Gobierno.", ""),
    ("fr", "« Nous irons », a déclaré le ministre à Emmanuel Macron.", ""),
    ("fr", "« Nous irons », a dit Ann Lowe à Bob Reed.", "Ann Lowe"),
    ("fr", "L’opposante Anne Petit accuse Emmanuel Macron et dit : « Nous irons »", ""),
    ("fr", "Après avoir vu Emmanuel Macron, le ministre a dit : « Nous irons »", ""),
    ("fr", "L’avocat d’Emmanuel Macron a dit : « Nous irons »", ""),
    ("fr", "La femme qui accuse Emmanuel Macron a dit : « Nous irons »", ""),
    ("fr", "Emmanuel Macron n’a pas dit : « Nous irons »", ""),
    ("fr", "Emmanuel Macron nie avoir dit : « Nous irons »", ""),
    ("fr", "Emmanuel Macron aurait dit : « Nous irons »", ""),
    ("fr", "Emmanuel Macron a ensuite dit : « Nous irons »", "Emmanuel Macron"),
    ("fr", "« Nous irons », dit Ann Lowe, qui n’a pas cédé.", "Ann Lowe"),
    ("fr", "Pour reprendre les mots de Ann Lowe : « Nous irons »", "Ann Lowe"),
    ("de", "„Wir gehen“, sagte Merkel nie.", ""),
    ("de", "„Wir gehen“, sagte Anna Lo zu Olaf Scholz.", "Anna Lo"),
    ("de", "„Wir gehen“, sagte Alexander zu Dohna.", "Alexander zu Dohna"),
    ("de", "„Wir gehen“, so die Partei Olaf Scholz’.", ""),
    ("de", "Angela Merkel sagte nicht: „Wir gehen.“", ""),
    ("de", "„Wir gehen“, sagte der Minister zu Angela Merkel.", ""),
    ("de", "„Wir gehen“, sagte Merkels Sprecher.", ""),
    ("de", "Der Sprecher von Angela Merkel sagte: „Wir gehen.“", ""),
    ("de", "Die Opposition kritisiert Angela Merkel und sagt: „Wir gehen.“", ""),
    ("es", "Pedro Sánchez no dijo: «Nos vamos»", ""),
    ("es", "Pedro Sánchez niega haber dicho: «Nos vamos»", ""),
    ("es", "Nunca dijo Pedro Sánchez: «Nos vamos»", ""),
    ("es", "«Nos vamos», dijo el ministro a Pedro Sánchez.", ""),
    ("es", "Ana Ruiz acusa a Pedro Sánchez y dice: «Nos vamos»", ""),
    ("es", "En palabras de Pedro Sánchez: «Nos vamos»", "Pedro Sánchez"),
    ("it", "«Non andiamo», ha detto Giorgia Meloni.", ""),
)


def test_speakers_in_other_languages():
    for language, draft, speaker in NAMED:
        found = quotations(draft, language)
        assert found[0].speaker == speaker, draft
    # Names are found too if the text is too short to tell its language.
    short = "« Nous irons au bout », a déclaré Emmanuel Macron."
    assert quotations(short)[0].speaker == "Emmanuel Macron"


def test_after_a_full_stop_another_quotation_begins():
    found = quotations("“We won.” Ann Lowe smiled. “They lost.”")
    assert [each.words for each in found] == ["We won.", "They lost."]


def test_the_next_speaker_is_not_this_one():
    first, second = quotations("“We won.” Bob Reed said: “They lost the vote.”")
    assert first.speaker == ""
    assert second.speaker == "Bob Reed"


def test_a_draft_without_quotations_has_none():
    assert quotations("Nobody said a word about it.") == []
    assert quotations("") == []


@pytest.mark.parametrize(
    "unit", ['"', "“", "”", "'", "‘", "“” ", '"a" ', "“a, ", "« ", "„", "“a,” b, "]
)
def test_any_draft_takes_little_time(unit):
    draft = (unit * MAX_LENGTH_OF_DRAFT)[:MAX_LENGTH_OF_DRAFT]
    start = time.process_time()
    assert len(quotations(draft)) <= MAX_QUOTATIONS
    assert time.process_time() - start < 2


def test_a_longer_draft_is_refused():
    with pytest.raises(ValueError, match="50,000"):
        quotations("a" * (MAX_LENGTH_OF_DRAFT + 1))
