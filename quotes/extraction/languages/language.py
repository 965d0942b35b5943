"""A language: its tables, and what follows from them.

In: modules of tables (tables.py), and a file of weights beside the first of them. Out:
the class, stem and kind of a word, whether it is a role, a given name or a place.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from sys import intern
from types import ModuleType

from quotes.extraction import country_names, cues, given_names
from quotes.extraction.languages.tables import Tables
from quotes.extraction.tags import ENDINGS
from quotes.extraction.word_shapes import (
    CAPITAL,
    COMMA,
    KIND_SHIFT,
    MAX_LETTERS,
    PATTERN,
    PRONOUN,
    STOP,
    STOPS,
    Form,
    WordCache,
)

#: The classes of words by table, and the tag of each.
_CLASSES = {
    "ADVERBS": "RB",
    "VERBS": "VB",
    "SUBORDINATORS": "SB",
    "PREPOSITIONS": "IN",
    "DETERMINERS": "DT",
    "POSSESSIVES": "PO",
    "PRONOUNS": "PR",
    "CONJUNCTIONS": "CC",
    "MODALS": "MD",
    "BE": "BE",
    "HAVE": "HV",
    "DO": "DO",
    "NEGATIONS": "NO",
    "MONTHS_AND_DAYS": "DA",
    "PEOPLE": "PE",
}
_MARKS = {",": ",", ".": ".", "?": ".", "!": ".", ";": ";", ":": ":"}


class Language(Tables):
    """The tables of a language, and answers from them."""

    def __init__(self, code: str, *modules: ModuleType) -> None:
        """Read the tables; ValueError names a constant that is no table."""
        self.code = code
        #: The file of weights; a language without one has only rules.
        self.weights = Path(str(modules[0].__file__)).with_suffix(".tsv.gz")
        for module in modules:
            for name, value in vars(module).items():
                if name in vars(Tables) and not name.startswith("_"):
                    is_words = isinstance(getattr(Tables, name), frozenset)
                    words = is_words and isinstance(value, str)
                    setattr(self, name, frozenset(value.split()) if words else value)
                elif name.isupper() and not name.startswith("_"):
                    raise ValueError(f"{module.__name__}.{name} is no table")
        self._class_of = self._classes()
        self._stem_of = {
            form: stem
            for stem, forms in self.IRREGULAR.items()
            for form in (stem, *forms.split())
        }
        self._kinds = dict.fromkeys(map(self.stem, self.SPEECH_CUES), cues.SPEECH)
        self._kinds |= dict.fromkeys(map(self.stem, self.THOUGHT_CUES), cues.THOUGHT)
        self._kinds |= dict.fromkeys(self.MORE_SPEECH_STEMS, cues.SPEECH)
        self._roles = self.ROLES | self.RELATIVES | self.MORE_ROLES | {*self.SPELLED}
        self._role_endings = tuple(ending for ending, _ in self.ROLE_ENDINGS)
        #: Words without which no pattern for what was not said is tried.
        self.signs = (
            self.NEAR_SIGNS | self.FAR_SIGNS | self.WORK_SIGNS | self.FOREIGN_SIGNS
        )
        self.all_signs = self.signs | self.DOUBTING_SIGNS | self.NAME_SIGNS
        #: Words between two names that are named together, at most.
        self.longest_joint = max(map(len, self.JOINTS), default=1)
        #: Words at which rare constructions are looked for (patterns.py).
        self.signs_of_patterns = self.NAMING_VERBS | self.VOICING_VERBS | {":"}
        #: Nouns for people that tell a sex, or are relatives.
        self.people_words = self.WOMEN | self.MEN | self.RELATIVES | {*self.SEXES}
        #: The forms of words, by word as printed.
        self.forms = WordCache(self._form)

    def _classes(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for table, tag in _CLASSES.items():
            found.update(dict.fromkeys(getattr(self, table), tag))
        found.update(self.OTHER_CLASSES)
        return found

    def _form(self, word: str) -> Form:
        word = word[:MAX_LETTERS]
        lower = intern(word.lower())
        stem = intern(self.stem(lower))
        is_new = stem in self.MORE_SPEECH_STEMS
        kind = cues.KINDS.index(cues.OTHER if is_new else self.kind_of(stem))
        traits = ENDINGS.index(self.ending(lower)) | kind << KIND_SHIFT
        has = {
            CAPITAL: word[0].isupper(),
            STOP: word in STOPS,
            COMMA: word == ",",
            PRONOUN: lower in self.PRONOUN_SEXES,
            PATTERN: lower in self.signs_of_patterns,
        }
        traits |= sum(trait for trait, is_so in has.items() if is_so)
        return Form(lower, intern(self.tag(word)), stem, traits)

    def tag(self, word: str) -> str:
        """Return the class of a word, by list, by first letter or by ending."""
        lower = word.lower()
        if word in self.ACRONYMS:
            return "CP"
        known = self._class_of.get(lower)
        if known and not (known == "VB" and word[0].isupper() and len(word) < 5):
            return known
        if not word[0].isalnum():
            mark = _MARKS.get(word)
            if mark:
                return mark
            return "(" if word[0] in "([" else ")" if word[0] in ")]" else "-"
        if word[0].isdigit():
            return "CD"
        if word[0].isupper():
            return "CP"
        for ending, tag, least in self.CLASS_ENDINGS:
            if lower.endswith(ending) and len(lower) >= least:
                return tag
        return "NN"

    def stem(self, lower: str) -> str:
        """Return a word without its ending, the same for all forms of a verb."""
        return self._stem_of.get(lower) or self.cut_ending(lower)

    def ending(self, lower: str) -> str:
        """Return what the ending of a verb form means, one of ENDINGS."""
        for ending, meaning in self.VERB_ENDINGS:
            if lower.endswith(ending):
                return meaning
        return "ed" if self._stem_of.get(lower, lower) != lower else ""

    def kind_of(self, stem: str) -> str:
        """Return the kind of a cue, by its stem."""
        return self._kinds.get(stem, cues.OTHER)

    # Roles

    def is_role(self, word: str) -> bool:
        """Return whether a word names somebody's work, office or relation."""
        if word in self._roles:
            return True
        return (
            word.endswith(self._role_endings)
            and word not in self.NO_ROLES
            and any(
                word.endswith(ending) and len(word) >= least
                for ending, least in self.ROLE_ENDINGS
            )
        )

    def is_person(self, word: str) -> bool:
        """Return whether a word is a role, or any other noun for one person."""
        return word in self.OTHER_PEOPLE or (
            self.is_role(word) and word not in self.THINGS
        )

    def is_person_noun(self, word: str) -> bool:
        """Return whether a word, also in the plural, is a role: "aides"."""
        if self.is_role(word):
            return True
        endings = self.PLURAL_ENDINGS
        return word.endswith(endings) and any(
            self.is_role(word.removesuffix(ending)) for ending in endings
        )

    def is_several(self, word: str) -> bool:
        """Return whether a word is a common role in the plural: "brothers"."""
        return any(
            word.removesuffix(ending) in self.ROLES | self.RELATIVES
            for ending in self.PLURAL_ENDINGS
            if word.endswith(ending)
        )

    def is_role_before_name(self, word: str) -> bool:
        """Return whether a word before a name is a role: "senator", "then-mayor"."""
        return word in self.ROLES or (
            "-" in word and self.is_role(word.rpartition("-")[2])
        )

    def role_key(self, word: str) -> str:
        """Return the name under which roles that mean the same are compared."""
        word = self.SPELLED.get(word, word)
        return self.SAME_ROLES.get(word, word)

    def sex_of_role(self, role: str) -> str | None:
        """Return the sex that a role tells: "Lowe’s wife", not "aide to Mr. Lowe"."""
        for word in role.lower().split():
            if word in self.ROLE_PREPOSITIONS:
                break
            if word in self.SEXES and word not in self.TITLES:
                return self.SEXES[word]
        return None

    # Names

    @cached_property
    def _given_names(self) -> Mapping[str, str]:
        return given_names.names_without(self.NO_GIVEN_NAMES)

    def sex_of(self, word: str) -> str:
        """Return whose given name a word is: FEMALE, MALE, EITHER, or "" if none."""
        return self._given_names.get(word, "")

    def known_sex_of(self, word: str) -> str:
        """Return the sex of a given name, or "" if women and men have it."""
        return self.sex_of(word).strip(given_names.EITHER)

    @cached_property
    def _places(self) -> frozenset[str]:
        return (country_names.countries(self.code) | self.PLACES) - self.PLACES_AS_NAMES

    def is_place(self, name: str) -> bool:
        """Return whether a name is a country's, a state's or a capital's."""
        return name in self._places
