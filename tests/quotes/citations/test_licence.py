"""The licence of the data is in files whose format has a place for it."""

import json

import pytest

from quotes.citations.formats import FORMATS
from quotes.citations.licence import Licence
from tests.support.citation_files import BARE, NEWSPAPER
from tests.support.zotero_readers import read_rdf

LICENCE = Licence(
    "CC BY 4.0 <&>", "https://creativecommons.org/licenses/by/4.0/?a=1&b=2"
)
REFERENCES = [NEWSPAPER, BARE]


def text_of(extension, licence, references=REFERENCES):
    return "".join(FORMATS[extension].pieces(references, licence))


@pytest.mark.parametrize("extension", FORMATS)
def test_no_licence_changes_nothing(extension):
    plain = "".join(FORMATS[extension].write(REFERENCES))
    assert text_of(extension, None) == plain
    if not FORMATS[extension].licensed:
        assert text_of(extension, LICENCE) == plain


def without(node, name):
    """Return a node of JSON without a member, which it has."""
    assert node.pop(name) == LICENCE.url
    return node


def test_json_lines_have_it_on_each_line():
    lines = text_of("jsonl", LICENCE).splitlines()
    plain = text_of("jsonl", None).splitlines()
    assert [without(json.loads(line), "licence") for line in lines] == [
        json.loads(line) for line in plain
    ]


def test_annotations_have_rights_of_their_own():
    given = json.loads(text_of("jsonld", LICENCE))["first"]["items"]
    plain = json.loads(text_of("jsonld", None))["first"]["items"]
    assert [without(node, "rights") for node in given] == plain
    single = json.loads(text_of("jsonld", LICENCE, [NEWSPAPER]))
    assert single["rights"] == LICENCE.url
    assert "rights" not in json.dumps(single["target"])


def test_schema_org_has_the_licence_of_the_data_and_none_of_the_words():
    given = json.loads(text_of("schema.jsonld", LICENCE))["itemListElement"]
    plain = json.loads(text_of("schema.jsonld", None))["itemListElement"]
    assert [without(node, "sdLicense") for node in given] == plain
    assert '"license"' not in text_of("schema.jsonld", LICENCE)


def test_zotero_makes_no_item_of_it_and_claims_no_rights_of_works():
    assert read_rdf(text_of("rdf", LICENCE)) == read_rdf(text_of("rdf", None))
    assert "<dc:rights>CC BY 4.0 &lt;&amp;&gt;</dc:rights>" in text_of("rdf", LICENCE)
