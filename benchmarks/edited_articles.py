"""Random articles with quotes, and random edits of each kind, for `edited_texts`.

An article is a list of paragraphs. The quote that is followed is between ⟦ and ⟧ in the
old text and, if it is still there, in the new one. Everything comes from the random
generator that is passed in.
"""

import re
from itertools import accumulate, batched

from benchmarks.words import COMMON

#: Without negations and the like, so that only the edits have them.
FUNCTION_WORDS = sorted({*COMMON} - {*"not no if only before other".split()})

WOMEN = "Ann Eva Ida Joan Kira Lea Maud Nora Olga Pia".split()
MEN = "Bo Carl Dan Emil Finn Gus Hans Ivan Karl Leo".split()
FAMILIES = "Lee Day Fox Reed Stone Marsh Quill Hart Penn Baird Webb Okafor".split()
ROLES = "mayor treasurer farmer nurse judge teacher pilot baker".split()
PLACES = "Hope Selma Grimsby Leith Arles Jena".split()
CONTENT = (
    "harbour school bridge council budget winter river vote train market song garden "
    "letter engine doctor price window church forest summer island paper station "
    "story question answer wall road village field horse coffee money work night "
    "open close build paint sell carry follow break repair count measure visit leave "
    "old new small heavy quiet public early green cold honest narrow common strange"
).split()

#: All words with cumulative weights: a third are function words.
_WORDS = [*FUNCTION_WORDS, *CONTENT]
_WEIGHTS = list(
    accumulate(
        [0.33 / len(FUNCTION_WORDS)] * len(FUNCTION_WORDS)
        + [0.67 / len(CONTENT)] * len(CONTENT)
    )
)


class Maker:
    """Makes sentences, speakers, quotes and paragraphs."""

    def __init__(self, rng):
        self.rng = rng

    def words(self, least, most):
        """Return words in a row, a third of them function words."""
        count = self.rng.randint(least, most)
        return " ".join(self.rng.choices(_WORDS, cum_weights=_WEIGHTS, k=count))

    def sentence(self):
        words = self.words(6, 18)
        if self.rng.random() < 0.3:
            words += f" in {self.rng.choice(PLACES)}"
        return f"{words[0].upper()}{words[1:]}."

    def sentences(self, least=1, most=4):
        count = self.rng.randint(least, most)
        return " ".join(self.sentence() for _ in range(count))

    def person(self):
        """Return (name, pronoun)."""
        woman = self.rng.random() < 0.5
        given = self.rng.choice(WOMEN if woman else MEN)
        return f"{given} {self.rng.choice(FAMILIES)}", "she" if woman else "he"

    def people(self, number):
        """Return different people, with no name in common."""
        found = []
        while len(found) < number:
            one = self.person()
            used = {word for name, _ in found for word in name.split()}
            if not used & {*one[0].split()}:
                found.append(one)
        return found

    def quote(self, least=4, most=16):
        words = self.words(least, most)
        return f"{words[0].upper()}{words[1:]}"

    def said(self, words, person, form=None, mark=True):
        """Return a sentence in which a person says the words."""
        name, pronoun = person
        form = form or self.rng.choice(FORMS)
        role = self.rng.choice(ROLES)
        said = f"⟦{words}⟧" if mark else words
        return form.format(q=said, name=name, pronoun=pronoun, role=role)

    def paragraph(self, sentence=""):
        """Return a paragraph, with this sentence somewhere in it."""
        before = self.sentences() if self.rng.random() < 0.6 else ""
        behind = self.sentences() if self.rng.random() < 0.6 else ""
        parts = [part for part in (before, sentence, behind) if part]
        return " ".join(parts) or self.sentence()

    def article(self, sentence):
        """Return (paragraphs, number of the one with the sentence)."""
        paragraphs = [self.paragraph() for _ in range(self.rng.randint(3, 9))]
        for number in range(len(paragraphs)):
            if self.rng.random() < 0.4:
                other = self.said(f"{self.quote()}", self.person(), mark=False)
                paragraphs[number] = self.paragraph(other)
        at = self.rng.randint(0, len(paragraphs))
        paragraphs.insert(at, self.paragraph(sentence))
        return paragraphs, at


#: Sentences that say who speaks, by name.
FORMS = (
    "“{q},” said {name}.",
    "“{q},” said {name}, the {role}.",
    "“{q},” {name} said.",
    "“{q},” {name} told reporters on Monday.",
    "{name} said: “{q}.”",
    "{name}, the {role}, said: “{q}.”",
    "{name} added, “{q}.”",
    "As {name} wrote in a letter: “{q}.”",
    "„{q}“, sagte {name}.",
    "{name} sagte: „{q}.“",
    "« {q} », a dit {name}.",
    "«{q}», dijo {name}.",
    "‘{q},’ said {name}, the {role}.",
)
#: Sentences that say who speaks by a pronoun.
PRONOUN_FORMS = {
    "she": (
        "“{q},” she said.",
        "She said: “{q}.”",
        "“{q},” she added on Monday.",
        "She told reporters that “{q}.”",
        "« {q} », dit-elle.",
        "„{q}“, sagte sie.",
        "«{q}», dijo ella.",
    ),
    "he": (
        "“{q},” he said.",
        "He said: “{q}.”",
        "“{q},” he added on Monday.",
        "He told reporters that “{q}.”",
        "« {q} », dit-il.",
        "„{q}“, sagte er.",
        "«{q}», dijo él.",
    ),
}
#: Sentences that correct, deny or repeat, without a speaker of their own.
NOTES = (
    "Correction: an earlier version wrongly quoted {pronoun} as saying “{q}.”",
    "Correction: this article falsely said that {name} had said “{q}.”",
    "An earlier version of this article misquoted {name} as saying, “{q}.”",
    "{name} denied that {pronoun} had said “{q}.”",
    "“{q}” is not what {name} said, the editors write.",
    "{name} never said “{q}.”",
    "Berichtigung: {name} hat nicht gesagt: „{q}.“",
    "{name} nie avoir dit « {q} ».",
    "{name} negó haber dicho «{q}».",
)
#: Two people's quotations in a row.
PAIRS = (
    "“{a},” {one} said. {other} replied: “{b}.”",
    "“{a},” said {one}. “{b},” said {other}.",
    "“{a},” {one} said, but {other} replied: “{b}.”",
    "{one} said: “{a}.” {other} said: “{b}.”",
    "“{a},” said {one}, a farmer. {other}, a rival, told reporters: “{b}.”",
    "“{a},” said {one}.\n\n“{b},” said {other}, the mayor.",
    '"{a}," {one} said. {other} asked: "{b}?"',
    "‘{a},’ said {one}. ‘{b},’ said {other}.",
    "„{a}“, sagte {one}. {other} erwiderte: „{b}.“",
    "„{a}“, sagte {one}. „{b}“, sagte {other}.",
    "« {a} », dit {one}. « {b} », dit {other}.",
    "« {a} », dit {one}. {other} a répondu : « {b}. »",
    "«{a}», dijo {one}. {other} respondió: «{b}».",
)
#: One person's quotation, interrupted.
INTERRUPTED = (
    "“{a},” {pronoun} said, “{b_small}.”",
    "“{a},” {name} said, “{b_small}.”",
    "“{a},” said {name}. “{b}.”",
    "“{a},” said {name}, the {role}. “{b},” {pronoun} added.",
    "“{a},” said {name}. “{b},” {family} said.",
    "“{a},” {name} told {other} on Monday. “{b}.”",
    "{name} said: “{a}.” {pronoun} added: “{b}.”",
    "“{a},” the {role} said. “{b},” the {role} said.",
    "‘{a},’ said {name}. ‘{b}.’",
    "„{a}“, sagte {name}. „{b}.“",
    "« {a} », dit {name}. « {b}. »",
    "«{a}», dijo {name}. «{b}».",
)
BOXES = ("In short", "What we know", "The day in words", "Summary")


def text_of(paragraphs):
    return "\n\n".join(paragraphs)


def marked(text):
    """Return a text without ⟦ and ⟧, and the spans between them."""
    parts = re.split("[⟦⟧]", text)
    ends = list(accumulate(map(len, parts[:-1])))
    return "".join(parts), tuple(batched(ends, 2))


def unmarked(text):
    return text.replace("⟦", "").replace("⟧", "")


def edit_words(rng, paragraph, maker, share=0.2):
    """Replace, delete or insert some words of a paragraph without quotes."""
    words = []
    for word in paragraph.split(" "):
        chance = rng.random()
        if word.endswith("."):  # sentences stay sentences
            chance = 0.5
        if chance < share / 3:
            continue
        if chance < share * 2 / 3:
            words.append(maker.words(1, 1))
        else:
            words.append(word)
        if chance > 1 - share / 3:
            words.append(maker.words(1, 3))
    return " ".join(words)
