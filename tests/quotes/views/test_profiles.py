"""Old addresses of speakers, outlets and topics lead to new ones."""

from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.public_pages import PageTests


class RedirectTests(PageTests):
    def test_old_slugs_lead_to_new_ones(self):
        publication = make_publication(name="Old Times")
        speaker, topic = make_speaker("Old Name"), make_topic("Old Topic")
        make_quote(
            make_article(publication=publication), speaker=speaker, topics=[topic]
        )
        for row, old in [
            (publication, "/publications/old-times/"),
            (speaker, "/speakers/old-name/"),
            (topic, "/topics/old-topic/"),
        ]:
            self.page(old)
            row.name = "Entirely new"
            row.save()
            new = row.get_absolute_url()
            self.assertNotEqual(old, new)
            self.assertRedirects(
                self.client.get(f"{old}?page=1"), f"{new}?page=1", status_code=301
            )
