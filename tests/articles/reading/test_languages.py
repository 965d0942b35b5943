"""The language of a text is guessed, or left open."""

from pathlib import Path

import pytest

from articles.reading.languages import guess_language, known_language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The council met and they said that it was the bridge of the town.", "en"),
        (
            "Der Rat und die Stadt sind nicht für das Geld, sagte sie, und auch er.",
            "de",
        ),
        ("Les gens de la ville sont pour le pont, qui est dans la rue, et avec.", "fr"),
        ("Это так, как она сказала, и они что-то уже знали, для всех или нет.", "ru"),
        ("橋のない町は二つの町だと町長は語った。会議は夜遅くまで続いた。", "ja"),
        ("다리가 없는 마을은 두 개의 마을이라고 시장이 말했다고 합니다.", "ko"),
        ("镇长说没有桥的城镇就是两个城镇会议一直持续到深夜才结束。", "zh"),
        ("Bridge", ""),
        ("1234 5678 " * 20, ""),
    ],
)
def test_the_language_of_a_text_is_guessed_or_left_open(text, tag):
    assert guess_language(text) == tag


OTHERS = dict(
    line.split("\t")
    for line in (Path(__file__).parents[2] / "data" / "languages.tsv")
    .read_text("utf-8")
    .splitlines()
)


@pytest.mark.parametrize("tag", OTHERS)
def test_no_language_is_taken_for_another(tag):
    assert guess_language(OTHERS[tag]) in (tag, "")
    assert guess_language(OTHERS[tag], sure=True) in (tag, "")


def test_language_tags_are_standardised():
    assert known_language("EN_us") == "en-US"
    assert known_language("pt-br, en") == "pt-BR"
    assert [known_language(tag) for tag in ("", "english!", "und", "x" * 99)] == [
        ""
    ] * 4
