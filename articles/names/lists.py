"""Given names and family names by language, folded, from the package Faker.

Faker's lists are of common names (docs/decisions/0036). What they lack and many names
need is added here. A name is compared without case and diacritics.
"""

import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import import_module

from articles.normal_forms import normalize

#: Family names that stand first, romanised; Faker has few of them.
_CHINESE = """
ai an bai bao bi bo cai cao cen chai chan chang chao chen cheng cheong cheung chi chia
chiang chin ching chiu chng cho chong chou chow choy chu chua chung cui dai deng ding
dong dou du duan fan fang fei feng fong foo fu gan gao ge geng goh gong gu guan guo hai
han hao he heng ho hong hou hsiao hsieh hsu hu hua huang hui huo ji jia jian jiang jiao
jin jing kang ke koh kong kuo kwan kwok kwong lai lam lau law lee lei leung li lian
liang liao lien lim lin ling liu lo loh long lou lu lui luk lung luo ma mai mao mei meng
miao mo mok mu ng ni nie ning niu ong ou ouyang pan pang pei peng poon pu qi qian qiao
qin qiu qu quek ren rong ruan seah shao she shen sheng shi shih shu shum sim sima situ
siu so song su sui sun tai tam tan tang tao tay teng teo teoh tian toh tong tsai tsang
tse tseng tsui tu wan wang wee wei wen wong woo wu xi xia xiang xiao xie xin xing xiong
xu xue yan yang yao yap ye yeh yeo yeung yi yin ying yip yiu yong you yu yuan yue yuen
yun zang zeng zhai zhan zhang zhao zheng zhong zhou zhu zhuang zhuge zhuo zou zuo
"""
_KOREAN = """
ahn an bae baek bahn ban bang bong byun cha chae chang chi chin cho choe choi chon choo
chu chun chung do eom gang gil go goo gu gwak ha hahn ham han heo ho hong huh hwang
hwangbo hyun im jang jegal jeon jeong ji jin jo joo ju jun jung kang ki kil kim ko koo
ku kwak kwon lee lim ma maeng min moon myung na nam namgoong namgung namkung noh oh ohn
pae paik pak park pyo ra rhee ri ro roh ryu sagong seo seok seonu shim shin sim sin so
sohn son song suh sung tae uhm um wang woo yang yeo yi yim yoo yoon you yu yun
"""
_VIETNAMESE = """
bui cao chau chu dang dinh do doan duong ha ho hoang huynh lam le luong ly mai ngo
nguyen pham phan phung quach ta tang thai to tong tran trinh truong vo vu vuong
"""
_HUNGARIAN = """
ader ady antall arany babits bajnai balogh barabasi bartok deak esterhazy farkas feher
gyurcsany horthy horvath jozsef juhasz kadar karacsony kariko kertesz kiss kocsis kodaly
kossuth kosztolanyi kovacs krasznahorkai lakatos liszt magyar medgyessy molnar moricz
nagy nemeth novak orban papp petofi polgar puskas racz radnoti rakosi semjen solyom
sulyok szabo szechenyi szent-gyorgyi szijjarto szilagyi takacs teleki toth varga
"""
_JAPANESE = """
abe akutagawa aoki arai asada aso endo fujii fujimoto fujita fukuda fukuyama fukuzawa
goto hara harada hasegawa hashimoto hatoyama hayashi higashino hirano honda ikeda inoue
ishiba ishida ishiguro ishihara ishii ito iwasaki kan kaneko kato kawabata kawakami
kimura kishida kobayashi koike koizumi kojima kondo kono kubo kurosawa kusama maeda
maruyama masuda matsuda matsui matsumoto mishima miyake miyamoto miyazaki mori morita
motegi murakami murata nakagawa nakajima nakamura nakano nakasone nakayama natsume
nishimura noda noguchi nomura obuchi oe ogawa ohtani okada okamoto ono osaka ota otani
ozawa ozu saigo saito sakai sakamoto sakurai sano sasaki sato shibata shimizu shinkai
suga sugimoto sugiyama suzuki takagi takahashi takaichi takeda takeuchi tanaka taniguchi
tanizaki tezuka toyoda uchida ueda uno usui wada watanabe yamada yamaguchi yamamoto
yamanaka yamashita yamazaki yokoyama yoshida yoshimoto
"""
#: With their own marks, these are no other language's.
VIETNAMESE_MARKED = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh vũ võ đặng bùi đỗ hồ ngô dương lý trương đinh tô "
    "hà tạ trịnh đoàn lâm phùng tống tằng vương".split()
)
#: Words of names in Myanmar, which have no family name.
BURMESE = frozenset(
    """
aung bo daw ei gyi hla hlaing htay htin htoo khin ko kyaing kyaw kyi lwin mar maung min
moe mon mya myat myint myo naing nay ne nu nyan nyein nyunt ohn oo phyo san sann sein
shwe soe su suu swe than thant thaung thein thiha thin thura tin tun tut u wai win wunna
yan ye yin zaw zin
""".split()
)
_PLAIN = str.maketrans("đł’‐‑", "dl'--")


def fold_name(word: str) -> str:
    """Return a word without case and diacritics, with plain apostrophes and hyphens."""
    word = normalize("NFD", word.casefold().translate(_PLAIN))
    return "".join(sign for sign in word if not unicodedata.combining(sign))


def _from_faker(
    lists: str, *locales: str, folding: Callable[[str], str] = fold_name
) -> set[str]:
    names: set[str] = set()
    for locale in locales:
        people = import_module(f"faker.providers.person.{locale}").Provider
        for each in lists.split():
            names.update(map(folding, getattr(people, each, ())))
    return names


_SPANISH = ("es_ES", "es_MX", "es_CO", "es_AR")
_PORTUGUESE = ("pt_BR", "pt_PT")
_GIVEN = "first_names first_names_female first_names_male"


@cache
def family_names(language: str) -> frozenset[str]:
    """Return folded family names of a language: zh, ko, vi, hu, ja, es or pt."""
    own, lists, locales = {
        "zh": (_CHINESE, "last_romanized_names", ("zh_CN", "zh_TW")),
        "ko": (_KOREAN, "", ()),
        "vi": (_VIETNAMESE, "last_names", ("vi_VN",)),
        "hu": (_HUNGARIAN, "last_names", ("hu_HU",)),
        "ja": (_JAPANESE, "last_romanized_names", ("ja_JP",)),
        "es": ("", "last_names", _SPANISH),
        "pt": ("", "last_names", _PORTUGUESE),
    }[language]
    return frozenset(_from_faker(lists, *locales) | set(own.split()))


@cache
def given_names(language: str) -> frozenset[str]:
    """Return folded given names of a language: hu, ja, es, pt, id; en is Western.

    French ones are men's only, which “M.” may be before.
    """
    if language == "ja":
        return frozenset(_from_faker("first_romanized_names", "ja_JP"))
    if language == "hu":
        own = set("arpad geza bela denes endre kalman mate otto rezso zsigmond".split())
        return frozenset(_from_faker(_GIVEN, "hu_HU") | own)
    if language == "fr":
        return frozenset(_from_faker("first_names_male", "fr_FR"))
    locales = {
        "es": _SPANISH,
        "pt": _PORTUGUESE,
        "id": ("id_ID",),
        "en": ("en_US", "en_GB", "en_IE", "de_DE", "fr_FR", "it_IT", "nl_NL", "sv_SE"),
    }[language]
    return frozenset(_from_faker(_GIVEN, *locales))


@cache
def _as_printed(lists: str, *locales: str) -> set[str]:
    return _from_faker(lists, *locales, folding=str.casefold)


def spelt_in(name: str, lists: str) -> str:
    """Return "es" or "pt" if only that language spells a name so, or "".

    "María" and "García" are Spanish, "António" and "Araújo" Portuguese. `lists` is
    "first_names" or "last_names".
    """
    spanish, portuguese = (
        name.casefold() in _as_printed(lists, *locales)
        for locales in (_SPANISH, _PORTUGUESE)
    )
    return "" if spanish == portuguese else "es" if spanish else "pt"


@cache
def _all_given_names() -> frozenset[str]:
    own = "harlem waldo wendell bernard delano fitzgerald noah quincy luther".split()
    languages = map(given_names, ("en", "es", "pt", "hu", "id"))
    return frozenset(own).union(*languages)


def is_given_name(word: str) -> bool:
    """Return whether a word is a given name of some language, or a part of two."""
    folded = fold_name(word)
    return folded in _all_given_names() or all(
        part in _all_given_names() for part in folded.split("-")
    )
