"""Names get the initials and full stops of each style, in any script."""

import pytest

from tests.quotes.citations.test_style_rules import both, work

NAMES = {
    "hyphen": ("Abel", "Franz-Josef"),
    "points": ("Bohr", "F.-J."),
    "bare": ("Cohn", "F-J"),
    "three": ("Dorn", "J.-P. M."),
    "arabic": ("الحسن", "ليلى"),
    "hebrew": ("כהן", "משה"),
    "hindi": ("शर्मा", "अनिल"),
    "armenian": ("Հակոբյան", "Արամ"),
    "greek": ("Παπάς", "Νίκος"),
    "japanese": ("山田", "花子"),
    "korean": ("김", "민수"),
    "chinese": ("王", "小明"),
    # Two of a family need their given names in the text.
    "cousin": ("王", "大山"),
}
AS_PRINTED = {
    "apa": [
        "Abel, F.-J. (",
        "Bohr, F.-J. (",
        "Cohn, F.-J. (",
        "Dorn, J.-P. M. (",
        "الحسن, ليلى. (",
        "כהן, משה. (",
        "अनिल शर्मा. (",
        "Արամ Հակոբյան. (",
        "Παπάς, Ν. (",
        "山田花子. (",
        "김민수. (",
        "王小明. (",
        "王大山. (",
    ],
    "harvard-cite-them-right": [
        "Abel, F.-J. (",
        "Bohr, F.-J. (",
        "Cohn, F.-J. (",
        "Dorn, J.-P.M. (",
        "الحسن, ليلى (",
        "כהן, משה (",
        "अनिल शर्मा (",
        "Արամ Հակոբյան (",
        "Παπάς, Ν. (",
        "山田花子 (",
        "김민수 (",
        "王小明 (",
        "王大山 (",
    ],
    "modern-language-association": [
        "Abel, Franz-Josef. “",
        "Bohr, F.-J. “",
        "Cohn, F-J. “",
        "Dorn, J.-P. M. “",
        "الحسن, ليلى. “",
        "כהן, משה. “",
        "अनिल शर्मा. “",
        "Արամ Հակոբյան. “",
        "Παπάς, Νίκος. “",
        "山田花子. “",
        "김민수. “",
        "王小明. “",
        "王大山. “",
    ],
    "ieee": [
        "F.-J. Abel, “",
        "F.-J. Bohr, “",
        "F.-J. Cohn, “",
        "J.-P. M. Dorn, “",
        "ليلى الحسن, “",
        "משה כהן, “",
        "अनिल शर्मा, “",
        "Արամ Հակոբյան, “",
        "Ν. Παπάς, “",
        "山田花子, “",
        "김민수, “",
        "王小明, “",
        "王大山, “",
    ],
    "nlm-citation-sequence": [
        "Abel FJ. ",
        "Bohr FJ. ",
        "Cohn FJ. ",
        "Dorn JPM. ",
        "الحسن ليلى. ",
        "כהן משה. ",
        "अनिल शर्मा. ",
        "Արամ Հակոբյան. ",
        "Παπάς Ν. ",
        "山田花子. ",
        "김민수. ",
        "王小明. ",
        "王大山. ",
    ],
}
AS_PRINTED["american-medical-association"] = AS_PRINTED["nlm-citation-sequence"]


@pytest.mark.parametrize("style_id", AS_PRINTED)
def test_initials_and_points_of_names(style_id):
    works = [work(key, author=name) for key, name in NAMES.items()]
    made = both(style_id, works)
    starts = dict(zip(NAMES, AS_PRINTED[style_id], strict=True))
    wrong = {key: made[key] for key in NAMES if starts[key] not in made[key][0]}
    assert not wrong
    for key in ("arabic", "hebrew", "japanese", "korean", "chinese", "cousin"):
        assert "." not in made[key][1]
