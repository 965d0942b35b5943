"""Files have the address of a quote’s saying where the format has a place for it."""

import csv
import io
import json

import pytest

from quotes.models import MembershipState
from tests.factories import make_quote, make_saying

pytestmark = pytest.mark.django_db


def read(client, path):
    return client.get(path).getvalue().decode()


def test_files_have_the_address_of_the_saying(client):
    one, other, alone, proposed = (make_quote() for _ in range(4))
    saying = make_saying(one, other)
    state = MembershipState.PROPOSED
    saying.members.create(quote=proposed, reason="altered", state=state)
    make_saying(alone)  # nothing else is printed of it
    address = f"http://testserver/sayings/{saying.pk}/"
    expected = {f"q{one.pk}": address, f"q{other.pk}": address}
    rows = csv.DictReader(io.StringIO(read(client, "/quotes.csv")))
    found = {row["id"]: row["saying_url"] for row in rows}
    assert len(found) == 4
    assert {key: url for key, url in found.items() if url} == expected
    lines = map(json.loads, read(client, "/quotes.jsonl").splitlines())
    found = {row["id"]: row.get("saying") for row in lines}
    assert {key: url for key, url in found.items() if url} == expected
    listed = json.loads(read(client, "/quotes.schema.jsonld"))["itemListElement"]
    assert sorted(each.get("exampleOfWork", "") for each in listed) == (
        ["", "", address, address]
    )
