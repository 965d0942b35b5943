"""The keys of a reader's list: read, written and changed."""

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from quotes.reading_list import (
    MAX_IN_LIST,
    added,
    read_list,
    reordered,
    write_list,
)
from tests.support.imports import ROOT


class KeysTests(TestCase):
    def test_any_text_is_parsed(self):
        for text, keys, wrong in [
            ("", [], []),
            ("12.45.9", [12, 45, 9], []),
            ("12.45.9.", [12, 45, 9], []),
            (" 12..12.45\n", [12, 45], []),
            ("0.-1.+2.1e3.٣.x.12", [12], ["0", "-1", "+2", "1e3", "٣", "x"]),
            ("999999999999.1000000000000", [999999999999], ["1000000000000"]),
            ("007", [], ["007"]),
        ]:
            with self.subTest(text):
                self.assertEqual(read_list(text), (keys, wrong, False))
        many = read_list(".".join(map(str, range(1, MAX_IN_LIST + 2))))
        self.assertEqual(many, (list(range(1, MAX_IN_LIST + 1)), [], True))

    @given(st.text())
    def test_anything_can_be_read_and_written_back(self, text):
        keys = read_list(text).keys
        self.assertEqual(read_list(write_list(keys)), (keys, [], False))

    def test_a_full_list_fits_in_a_cookie_and_a_line(self):
        longest = write_list(range(10**12 - MAX_IN_LIST, 10**12))
        self.assertEqual(len(read_list(longest).keys), MAX_IN_LIST)
        self.assertLess(len(f"list={longest}"), 4096)
        self.assertLess(len(f"GET /list.json?quotes={longest} HTTP/1.1\r\n"), 4094)

    def test_changes(self):
        self.assertEqual(added([1, 2], [3, 1, 4, 3]), [1, 2, 3, 4])
        full = list(range(MAX_IN_LIST))
        self.assertEqual(
            added(full[:-1], [MAX_IN_LIST, MAX_IN_LIST + 1]), [*full[:-1], MAX_IN_LIST]
        )
        for key, steps, after in [
            (2, 1, [1, 3, 2]),
            (2, -1, [2, 1, 3]),
            (1, -1, [1, 2, 3]),
            (3, 1, [1, 2, 3]),
            (9, 1, [1, 2, 3]),
        ]:
            self.assertEqual(reordered([1, 2, 3], key, steps), after)

    def test_the_script_has_the_same_limits(self):
        script = (ROOT / "static/js/reading_list.js").read_text("utf-8")
        self.assertIn(f"const MAX_IN_LIST = {MAX_IN_LIST};", script)
        self.assertIn("/^[1-9][0-9]{0,11}$/", script)
