"""How many pages are taken in at once."""

import threading
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from articles.intake import turns


def test_people_and_processes_take_in_few_pages_at_once():
    release, ended = threading.Event(), []

    @turns.in_turn("address")
    def take_in(owner, address):
        release.wait(20)
        ended.append(address)

    def start(person):
        owner = SimpleNamespace(pk=person)
        thread = threading.Thread(target=take_in, args=[owner, "page"], daemon=True)
        thread.start()
        return thread

    def refusal(person):
        with pytest.raises(ValidationError) as caught:
            take_in(SimpleNamespace(pk=person), "page")
        return caught.value.message_dict["address"][0]

    threads = [start(1), start(1)]
    while turns._going_on.total() < 2:
        pass
    assert "2 of your pages" in refusal(1)
    threads += [start(2), start(3)]
    while turns._going_on.total() < 4:
        pass
    assert "for others" in refusal(4)
    release.set()
    for thread in threads:
        thread.join(20)
    assert ended == ["page"] * 4
    assert not turns._going_on
    take_in(SimpleNamespace(pk=4), "page")
