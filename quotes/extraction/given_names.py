"""Given names, and whether women or men have them.

Out: names with the sex, from the lists of the package Faker, which has the given names
of many countries (docs/decisions/0036-names-of-speakers.md). Its lists name people in
test data, so they are short and their names are common. A name that women and men
share, or that no list has, gives no information.
"""

from collections import Counter
from functools import cache
from importlib import import_module

FEMALE, MALE, EITHER = "f", "m", "?"

#: Lists in Latin letters.
_LOCALES = (
    "en en_US en_GB en_IE en_IN en_KE en_NZ en_NG de_DE de_AT fr_FR fr_BE es_ES es_CL "
    "es_CO es_MX it_IT pt_BR nl_NL nl_BE pl_PL sv_SE no_NO da_DK fi_FI tr_TR ga_IE "
    "id_ID ro_RO hu_HU cs_CZ hr_HR lv_LV uz_UZ az_AZ sw tw_GH"
).split()
#: In how many times more lists a name must be for one sex than for the other.
_MIN_RATIO = 4
#: A list with frequencies, from the US Social Security Administration. A name this
#: frequent there belongs to one sex, though one more list has it for the other too.
_COUNTED = "en_US"
_FREQUENT = 0.004


def names_without(words: frozenset[str]) -> dict[str, str]:
    """Return {given name: sex}, without these words.

    FEMALE, MALE or EITHER.
    """
    return {name: sex for name, sex in _names().items() if name.lower() not in words}


@cache
def _names() -> dict[str, str]:
    women: Counter[str] = Counter()
    men: Counter[str] = Counter()
    for locale in _LOCALES:
        people = import_module(f"faker.providers.person.{locale}").Provider
        women.update(set(getattr(people, "first_names_female", ())))
        men.update(set(getattr(people, "first_names_male", ())))
    counted = import_module(f"faker.providers.person.{_COUNTED}").Provider
    for names, other, lists in (
        (counted.first_names_female, counted.first_names_male, men),
        (counted.first_names_male, counted.first_names_female, women),
    ):
        for name, share in names.items():
            if share >= _FREQUENT and name not in other and lists[name] == 1:
                del lists[name]
    return {
        # Two letters are too often a name of another language: Li, Bo.
        name: _sex(women[name], men[name]) if len(name) > 2 else EITHER
        for name in {*women, *men}
        if name.istitle()
    }


def _sex(women: int, men: int) -> str:
    if women > men * _MIN_RATIO:
        return FEMALE
    return MALE if men > women * _MIN_RATIO else EITHER
