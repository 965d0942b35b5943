"""Two versions of a text, word by word."""

from articles.text_matching.word_changes import word_changes


def shown(before, after):
    return [
        (change.before,) if change.same else (change.before, change.after)
        for change in word_changes(before, after)
    ]


def test_words_signs_and_spaces_are_compared():
    cases = {
        ("A fellow.", "A fellow."): [("A fellow.",)],
        ("", "New."): [("", "New.")],
        ("Old.", ""): [("Old.", "")],
        ("He will go.", "He will not go."): [("He will ",), ("", "not "), ("go.",)],
        ("Is it?", "Is it!"): [("Is it",), ("?", "!")],
        ("A  b", "A b"): [("A",), ("  ", " "), ("b",)],
        ("a x b", "a y b"): [("a ",), ("x", "y"), (" b",)],
        ("我們走", "我們留"): [("我們",), ("走", "留")],
        ("𠀀𠀁", "𠀀𠀂"): [("𠀀",), ("𠀁", "𠀂")],
    }
    for (before, after), expected in cases.items():
        assert shown(before, after) == expected


def test_of_many_words_in_common_those_next_to_a_change_are_shown():
    words = " ".join(f"w{number}" for number in range(200))
    runs = shown(f"{words} old {words}", f"{words} new {words}")
    assert runs[1] == ("old", "new")
    assert runs[0][0].startswith(" … ") and runs[0][0].endswith("w198 w199 ")
    assert runs[2][0].startswith(" w0 w1") and runs[2][0].endswith(" … ")
    assert len(runs[0][0]) < 60


def test_long_differences_are_one_change():
    before, after = ("a b " * 5000).strip(), ("c d " * 5000).strip()
    assert shown(before, after) == [(before, after)]
