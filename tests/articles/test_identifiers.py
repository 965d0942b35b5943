"""DOI, ISBN and ISSN: many ways to write them, one way to store them."""

import pytest

from articles.identifiers import clean_doi, clean_isbn, clean_issn


def test_all_ways_to_write_an_identifier_become_one():
    for clean, stored, written in (
        (
            clean_doi,
            "10.1000/182",
            (
                *(
                    "10.1000/182",
                    "doi:10.1000/182",
                    "DOI: 10.1000/182",
                    " 10.1000/182 ",
                ),
                *("https://doi.org/10.1000/182", "http://dx.doi.org/10.1000/182"),
                "info:doi/10.1000/182",
            ),
        ),
        (clean_doi, "10.1016/s0140-6736(05)x", ("10.1016/S0140-6736(05)X",)),
        (clean_doi, "10.1002/(sici)1<a::b>3.0;2-#", ("10.1002/(SICI)1<A::B>3.0;2-#",)),
        (
            clean_isbn,
            "9780306406157",
            (
                *("978-0-306-40615-7", "0-306-40615-2", "0306406152"),
                *("ISBN 978 0 306 40615 7", "ISBN-13: 978–0–306–40615–7"),
                "978－0－306－40615－7",
                "urn:isbn:9780306406157",
            ),
        ),
        (clean_isbn, "9780804429573", ("080442957X", "0-8044-2957-x")),
        (clean_isbn, "9791034304158", ("979-10-343-0415-8",)),
        (
            clean_issn,
            "0317-8471",
            ("0317-8471", "03178471", "ISSN 0317-8471", "eISSN: 0317‑8471"),
        ),
        (clean_issn, "2434-561X", ("2434-561x",)),
    ):
        for each in written:
            assert clean(each) == stored, each
        assert clean(stored) == stored


def test_what_is_none_is_refused_with_the_reason():
    for clean, reason, written in (
        (
            clean_doi,
            "begins with 10.",
            ("11.1000/182", "10.1000", "10.1/2", "10.1000/a b"),
        ),
        (clean_isbn, "digit", ("978-0-306-40615-8", "0-306-40615-3", "080442958X")),
        (clean_isbn, "13 digits", ("978030640615", "9770306406157", "X306406152", "")),
        (clean_issn, "digit", ("0317-8472", "2434-5610")),
        (clean_issn, "8 digits", ("0317-847", "0317-84711", "X317-8471", "abc")),
    ):
        for each in written:
            with pytest.raises(ValueError, match=reason):
                clean(each)
