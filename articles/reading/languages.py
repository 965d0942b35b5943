"""Guesses the language of a text by its script or its commonest words."""

import re

import langcodes

#: Common words. Languages that are alike share some, so a short text stays open.
_COMMON = {
    "en": (
        "the and of that was with which have from they this were would been his their "
        "has had by our who than about after when there could said its not what until "
        "before into"
    ),
    "fr": (
        "les des est dans pour qui une sur pas avec sont cette être nous au aux ces "
        "elle ils leur leurs ont était dont où sans sous qu selon même ce on il du "
        "je ne avant après encore faire fait serait avait quand aussi comme tout tous "
        "très depuis lui mais plus chez jusqu aujourd"
    ),
    "de": (
        "der und die nicht ist das mit sich auf für auch wird eine dem von zu im dass "
        "wir hat haben sind werden wurde nach aus noch oder aber wenn zum zur über "
        "einen einer eines sie ich es ob ihr ihre ihren kein keine bis wie am vor noch"
    ),
    "es": (
        "los las una por para más pero según fue sus también había está muy el y han "
        "estos estas ser hasta desde porque cuando donde quien tiene hay del con al "
        "lo sin nadie pero cómo qué antes después todavía ya ni nos hace años"
    ),
    "it": "che della gli delle sono anche più dalla nella degli questo come ha",
    "pt": "não uma dos mais foi pelo pela são também ao está isso muito os",
    "nl": (
        "het een niet zijn voor ook maar deze werd naar worden bij heeft van aan te "
        "dat hem hun nog wordt waren geen meer"
    ),
    "sv": "och att inte är från ett jag också efter när skulle hade av till ut den",
    "da": "og af ikke er et jeg blev efter hvor også bliver til ud den det som",
    "nb": "og av ikke er et jeg ble etter hvor også blir til ut den det som",
    "ca": "els amb és també més però aquest aquesta dels va van i això",
    "la": "et non ad cum quod sed ut ab esse sunt atque",
    "pl": "się nie jest że przez oraz został które tego jak jego także była to",
    "ru": "что это как его она был для или они который при также уже так",
    "uk": "що від для його або цей який були також після це та й ще",
    "fa": "است که این را با از برای شد های می‌شود آن خود کرد نیز",
    "ar": "التي الذي هذا هذه على إلى كان عن قال أن مع بعد وقال ذلك",
}
_WORDS = {tag: frozenset(words.split()) for tag, words in _COMMON.items()}
#: Scripts that are almost only used for one language.
_SCRIPTS = {
    "ja": "\u3040-\u30ff",
    "ko": "\uac00-\ud7af",
    "th": "\u0e00-\u0e7f",
    "el": "\u0370-\u03ff",
    "he": "\u0590-\u05ff",
    "ka": "\u10a0-\u10ff",
    "hy": "\u0530-\u058f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "bn": "\u0980-\u09ff",
    "zh": "\u4e00-\u9fff",
}
#: The part of a text that is read, in code points.
_SAMPLE_LENGTH = 20_000


def guess_language(text: str, *, sure: bool = False) -> str:
    """Return the tag of the probable language of a text, or "" if unsure.

    With `sure`, only one that may overrule what a page says of itself.
    """
    text = text[:_SAMPLE_LENGTH].casefold()
    letters = sum(sign.isalpha() for sign in text)
    if letters < 20:
        return ""
    for tag, signs in _SCRIPTS.items():
        share = len(re.findall(f"[{signs}]", text)) / letters
        if share > (0.1 if tag == "ja" else 0.5):
            return tag
    words = re.findall(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*", text)
    counts = sorted(
        (
            (sum(word in common for word in words), tag)
            for tag, common in _WORDS.items()
        ),
        reverse=True,
    )
    (best, tag), (second, _) = counts[:2]
    if sure and (best < 8 or best < 3 * second or best < len(words) / 12):
        return ""
    if best >= 3 and best >= 2 * second and best >= len(words) / 12:
        return tag
    return ""


def known_language(written: str) -> str:
    """Return a tag in standard form (en-US for "en_US"), or "" if it is invalid."""
    tag = written.strip().partition(",")[0].strip().replace("_", "-")
    if not tag or len(tag) > 35 or not langcodes.tag_is_valid(tag):
        return ""
    tag = langcodes.standardize_tag(tag)
    return "" if tag in ("und", "mul", "zxx") else tag
