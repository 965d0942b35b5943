"""Speakers, their aliases and topics, which are unique."""

from importlib import import_module

from django.apps import apps
from django.test import TestCase

from articles.partial_dates import PartialDate
from quotes.models import Alias, Speaker, Topic
from quotes.models.speakers import DIED_BEFORE_BIRTH
from tests.factories import make_speaker, make_topic
from tests.support.rules import date_rules, messages, refused

WIKIDATA = "A Wikidata id is a Q and a number, such as Q22686."


class SpeakerTests(TestCase):
    def test_a_wikidata_id_of_the_right_form_is_valid(self):
        for wikidata_id in ("Q1", "Q22686", "Q131761999", "Q99999999999", ""):
            with self.subTest(wikidata_id):
                speaker = make_speaker(wikidata_id=wikidata_id)
                assert messages(speaker) == {}

    def test_a_wikidata_id_that_is_too_long_is_an_error(self):
        speaker = make_speaker()
        for wikidata_id in ("Q123456789012", "https://www.wikidata.org/wiki/Q1"):
            speaker.wikidata_id = wikidata_id
            assert WIKIDATA in messages(speaker)["wikidata_id"]
            with refused("value too long"):
                speaker.save()

    def test_a_wikidata_id_belongs_to_one_speaker(self):
        rule = "speaker_wikidata_id"
        make_speaker(wikidata_id="Q22686")
        twin = Speaker(name="Donald J. Trump", wikidata_id="Q22686")
        told = messages(twin)
        assert told["__all__"] == [
            "Another speaker has this Wikidata id: they are the same."
        ]
        with refused(rule):
            twin.save()
        with refused(rule):
            Speaker.objects.bulk_create([twin])
        other = make_speaker()
        with refused(rule):
            Speaker.objects.filter(pk=other.pk).update(wikidata_id="Q22686")

    def test_dates_of_life_are_as_precise_as_they_are_known(self):
        for prefix in ("born", "died"):
            for rule, values, told in date_rules(prefix, f"speaker_{prefix}"):
                with self.subTest(rule, **values):
                    speaker = make_speaker()
                    for name, value in values.items():
                        setattr(speaker, name, value)
                    assert told in str(messages(speaker))
                    with refused(rule):
                        speaker.save()

    def test_death_is_not_before_birth(self):
        for born, died, database in [
            ("1809-02-12", "1809-02-11", True),
            ("1809-02-12", "1808", True),
            ("1809-02", "1809-01-31", True),
            ("1809", "1808-12-31", True),
            ("1809-03", "1809-02", False),
        ]:
            with self.subTest(f"{born} to {died}"):
                speaker = make_speaker()
                speaker.born = PartialDate.parse(born)
                speaker.died = PartialDate.parse(died)
                assert messages(speaker)["died"] == [DIED_BEFORE_BIRTH]
                if database:
                    with refused("speaker_died_after_birth"):
                        speaker.save()

    def test_dates_of_life_need_not_be_known_to_the_day(self):
        for born, died in [
            ("1809-02-12", "1865-04-15"),
            ("1809-02-12", "1809-02-12"),
            ("1809-02-12", "1809-02"),
            ("1809-02-12", "1809"),
            ("1809-05", "1809"),
            ("1809", "1809-02"),
            ("1809", "1809"),
            ("0001", "9"),
            ("1809", None),
            (None, "1809"),
        ]:
            with self.subTest(f"{born} to {died}"):
                speaker = make_speaker()
                speaker.born = born and PartialDate.parse(born)
                speaker.died = died and PartialDate.parse(died.zfill(4))
                assert messages(speaker) == {}
                speaker.save()

    def test_nobody_is_born_or_dies_in_the_future(self):
        speaker = make_speaker()
        speaker.born = speaker.died = PartialDate.parse("9998")
        assert {"born_on", "died_on"} <= messages(speaker).keys()

    def test_many_speakers_may_have_no_wikidata_id(self):
        for _ in range(2):
            assert messages(make_speaker(wikidata_id="")) == {}

    def test_a_speaker_has_an_alias_once(self):
        speaker = make_speaker(aliases=["Alexander Wang", "A. Wang"])
        again = Alias(speaker=speaker, name="A. Wang")
        assert messages(again) == {"__all__": ["This speaker has this alias already."]}
        with refused("alias_once"):
            again.save()
        with refused("alias_once"):
            Alias.objects.bulk_create([again])
        with refused("alias_once"):
            speaker.aliases.filter(name="Alexander Wang").update(name="A. Wang")
        assert messages(Alias(speaker=make_speaker(), name="A. Wang")) == {}
        assert [str(alias) for alias in speaker.aliases.all()] == [
            "A. Wang",
            "Alexander Wang",
        ]

    def test_an_index_lists_a_person_by_the_last_name(self):
        for kind, name, sort_name in [
            ("person", "Mike Pompeo", "Pompeo, Mike"),
            ("person", "Martin Luther King", "King, Martin Luther"),
            ("person", "Voltaire", "Voltaire"),
            ("organisation", "The White House", "The White House"),
        ]:
            with self.subTest(name):
                assert make_speaker(name, kind=kind).sort_name == sort_name
        given = make_speaker("Xi Jinping", sort_name="Xi Jinping")
        assert given.sort_name == "Xi Jinping"

    def test_a_sort_name_made_from_the_name_follows_it(self):
        made = make_speaker("Alexander Wang")
        made.name = "Alexandr Wáng"
        made.save()
        assert made.sort_name == "Wáng, Alexandr"
        given = make_speaker("Xi Jinping", sort_name="Xi Jinping")
        given.name = "Xi Jin-ping"
        given.save()
        given.refresh_from_db()
        assert given.sort_name == "Xi Jinping"

    def test_speakers_are_listed_in_the_order_of_an_index(self):
        for name in ("Mike Pompeo", "Voltaire", "Dean Ball"):
            make_speaker(name)
        assert [str(each) for each in Speaker.objects.all()] == [
            "Dean Ball",
            "Mike Pompeo",
            "Voltaire",
        ]

    def test_speakers_and_topics_have_addresses_of_their_own(self):
        assert make_speaker("Xi Jinping").slug == make_topic("Xi Jinping").slug
        assert make_speaker("Xi Jinping").slug == "xi-jinping-2"
        assert make_speaker("!").slug == "speaker"
        assert make_topic("!").slug == "topic"

    def test_a_name_is_needed(self):
        for record in (Speaker(), Topic(), Alias(speaker=make_speaker())):
            assert messages(record)["name"] == ["This field cannot be blank."]

    def test_citations_and_indexes_have_the_family_name(self):
        for name, cited, letter in [
            ("Robert F. Kennedy Jr.", "Kennedy", "K"),
            ("Ursula von der Leyen", "von der Leyen", "L"),
            ("Oscar de la Renta", "de la Renta", "R"),
            ("Anne-Marie Le Gall", "Le Gall", "L"),
            ("Gabriel García Márquez", "García Márquez", "G"),
            ("Xi Jinping", "Xi", "X"),
            ("Nguyễn Phú Trọng", "Nguyễn", "N"),
            ("Elizabeth II", "Elizabeth II", "E"),
            ("The Rock", "The Rock", "T"),
            ("H. G. Wells Esq.", "Wells", "W"),
        ]:
            with self.subTest(name):
                speaker = make_speaker(name)
                speaker.refresh_from_db()
                assert speaker.parts.last == cited
                assert speaker.index_letter == letter

    def test_the_migration_proposes_parts_and_keeps_sort_names_of_editors(self):
        for name, sort_name in [
            ("Sammy Davis, Jr.", "Jr., Sammy Davis,"),  # as it was made
            ("Ruth Hale Broun", "Hale Broun, Ruth"),  # as an editor entered it
            ("Xi Jinping", "Xi Jinping"),
        ]:
            speaker = make_speaker(name)
            Speaker.objects.filter(pk=speaker.pk).update(
                sort_name=sort_name, family="", literal="x", given="", suffix=""
            )
        import_module("quotes.migrations.0025_speaker_name_parts").propose_parts(
            apps, None
        )
        found = {each.name: each for each in Speaker.objects.all()}
        davis, broun, xi = (
            found[name]
            for name in ("Sammy Davis, Jr.", "Ruth Hale Broun", "Xi Jinping")
        )
        assert (davis.sort_name, davis.suffix) == ("Davis, Sammy, Jr.", "Jr.")
        assert (broun.family, broun.parts_status) == ("Hale Broun", "checked")
        assert (xi.sort_name, xi.family) == ("Xi Jinping", "Xi")
