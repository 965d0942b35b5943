"""Attributions: one for each speaker, with evidence, and never moved."""

import pytest
from django.db import models
from django.test import TestCase

from quotes.models import Attribution, Standing
from tests.factories import make_quote, make_speaker
from tests.support.rules import messages, refused


class AttributionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.quote = make_quote(cue="says")
        cls.attribution = cls.quote.attributions.get()

    def test_an_ordinary_attribution_is_unverified_and_needs_no_evidence(self):
        made = Attribution(quote=self.quote, speaker=make_speaker())
        made.full_clean()
        made.save()
        assert (made.standing, made.evidence) == ("unverified", "")

    def test_every_standing_may_have_evidence(self):
        for standing in Standing.values:
            self.attribution.standing = standing
            self.attribution.evidence = "A recording."
            with self.subTest(standing):
                assert messages(self.attribution) == {}
                self.attribution.save()

    def test_a_speaker_has_a_quote_once(self):
        rule = "attribution_once_a_speaker"
        again = Attribution(quote=self.quote, speaker=self.attribution.speaker)
        assert messages(again) == {
            "__all__": ["This quote is attributed to this speaker already."]
        }
        with refused(rule):
            again.save()
        with refused(rule):
            Attribution.objects.bulk_create([again])
        other = Attribution.objects.create(quote=self.quote, speaker=make_speaker())
        with refused(rule):
            Attribution.objects.filter(pk=other.pk).update(
                speaker=self.attribution.speaker
            )
        assert messages(self.attribution) == {}

    def test_one_attribution_of_a_quote_is_verified_at_most(self):
        rule = "attribution_one_verified"
        verified = {"standing": Standing.VERIFIED, "evidence": "A recording."}
        for name, value in verified.items():
            setattr(self.attribution, name, value)
        self.attribution.save()
        rival = Attribution(quote=self.quote, speaker=make_speaker(), **verified)
        assert messages(rival) == {
            "__all__": [
                "Another attribution of this quote is verified: only one can be."
            ]
        }
        with refused(rule):
            rival.save()
        with refused(rule):
            Attribution.objects.bulk_create([rival])
        rival.standing = Standing.DISPUTED
        rival.save()
        with refused(rule):
            Attribution.objects.filter(pk=rival.pk).update(**verified)
        assert messages(self.attribution) == messages(rival) == {}
        elsewhere = make_quote(standing="verified").attributions.get()
        assert elsewhere.standing == self.attribution.standing

    def test_an_attribution_never_moves(self):
        rule = "An attribution never moves to another quote: make a new one there."
        other = make_quote()
        with refused(rule):
            Attribution.objects.filter(pk=self.attribution.pk).update(quote=other)
        self.attribution.quote = other
        with refused(rule):
            self.attribution.save()
        with refused(rule):
            self.attribution.save(update_fields=["quote"])
        with refused(rule):
            Attribution.objects.bulk_update([self.attribution], ["quote"])
        self.attribution.refresh_from_db()
        assert self.attribution.quote == self.quote

    def test_moving_an_attribution_is_an_error_with_a_message(self):
        self.attribution.quote = make_quote()
        assert messages(self.attribution)

    def test_everything_but_its_quote_can_be_changed(self):
        speaker = make_speaker()
        for name, value in {
            "speaker": speaker,
            "name_as_printed": "Ann",
            "role_as_printed": "minister",
            "cue": "claims",
            "standing": "disputed",
            "evidence": "A denial.",
        }.items():
            setattr(self.attribution, name, value)
        before = self.attribution.updated_at
        self.attribution.save()
        saved = Attribution.objects.get(pk=self.attribution.pk)
        assert (saved.speaker, saved.name_as_printed) == (speaker, "Ann")
        assert (saved.role_as_printed, saved.cue) == ("minister", "claims")
        assert (saved.standing, saved.evidence) == ("disputed", "A denial.")
        assert saved.updated_at > before

    def test_a_speaker_who_is_quoted_stays(self):
        with pytest.raises(models.ProtectedError):
            self.attribution.speaker.delete()

    def test_it_is_named_by_speaker_and_words(self):
        assert str(self.attribution) == f"{self.attribution.speaker}: {self.quote}"
