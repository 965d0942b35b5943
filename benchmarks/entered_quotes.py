"""Kinds of random quotes for `edited_texts`: cuts, signs, and parts of characters."""

from benchmarks.article_edits import ALARM, RIGHT, WRONG, Edits
from quotes.anchoring import EDITED, EXACT, MISSING, locate

#: Negations, conditions and exceptions, with a word before that shows the language.
NEGATIONS = {
    "en": "not|never|unless|only if|without|except|hardly|no",
    "fr": "jamais|sans|sauf|aucun|à moins que|guère",
    "de": "nicht|niemals|ohne|außer|wenn|kaum|kein",
    "es": "nunca|sin|salvo|jamás|a menos que|apenas",
}
#: Plain sentences around the cut, which show its language.
AROUND = {
    "en": ("The council is of the view that the mayor will", "sell the old bridge"),
    "fr": ("Le conseil est dans la rue et le maire veut", "vendre le pont de la ville"),
    "de": ("Der Rat ist der Ansicht und das Amt will", "die Brücke der Stadt zu"),
    "es": ("El consejo de la ciudad y el alcalde es", "vender el puente de la villa"),
}
PICTURES = "👩‍👩‍👧‍👦 👨🏽‍🚀 🇩🇪 🇫🇷 ❤️‍🔥 👍🏿 1️⃣ e\u0323\u0301 กำ q\u0302".split(" ")


class Entries(Edits):
    """The kinds of entries. Each method makes one and returns (judge, texts)."""

    def cut_of_negation(self):
        tag = self.rng.choice(list(NEGATIONS))
        before, behind = AROUND[tag]
        negation = self.rng.choice(NEGATIONS[tag].split("|"))
        extra = self.words(0, 3) if tag == "en" and self.rng.random() < 0.5 else ""
        left_out = " ".join(each for each in (negation, extra) if each)
        text = f"{self.sentences()} {before} {left_out} {behind}. {self.sentences()}"
        mark = self.rng.choice(["…", "[…]", "...", "[then]", ". . ."])
        return self.drops, (text, f"{before} {mark} {behind}")

    @staticmethod
    def drops(text, words):
        anchor = locate(text, words)
        if anchor.status != EDITED:
            return ALARM
        return RIGHT if anchor.dropped else WRONG

    def cut_of_other_words(self):
        tag = self.rng.choice(list(AROUND))
        before, behind = AROUND[tag]
        left_out = self.words(1, 6) if tag == "en" else self.rng.choice(["xx", "yy zz"])
        # “But for” and “no” would be an exception and a negation.
        left_out = " ".join(w for w in left_out.split() if w not in ("no", "so", "but"))
        text = f"{self.sentences()} {before} {left_out} {behind}. {self.sentences()}"
        mark = self.rng.choice(["…", "[…]", "...", "[then]", ". . ."])
        return self.drops_nothing, (text, f"{before} {mark} {behind}")

    @staticmethod
    def drops_nothing(text, words):
        anchor = locate(text, words)
        return RIGHT if anchor.status == EDITED and not anchor.dropped else ALARM

    def other_signs(self):
        """Enter a quote with signs that differ from the printed ones."""
        rng, words = self.rng, self.quote(3, 12).split(" ")
        printed, entered = list(words), list(words)
        number = rng.randrange(1, len(words))
        kind = rng.choice(["dash", "hyphen", "selector", "width", "encoded", "none"])
        if kind == "dash":
            printed[number] = f"{rng.choice('–—')}{words[number]}"
            printed[number - 1 : number + 1] = [
                "".join(printed[number - 1 : number + 1])
            ]
            entered[number] = f"{rng.choice(['-', '–', '--'])} {words[number]}"
        elif kind == "hyphen":
            printed[number] = f"har-\n{rng.choice(['', '  '])}bour"
            entered[number] = "harbour"
        elif kind == "selector":
            printed[number], entered[number] = rng.sample(["❤", "❤\ufe0f"], 2)
        elif kind == "width":
            printed[number], entered[number] = rng.sample(["ﾎﾟｹﾓﾝ", "ポケモン"], 2)
        elif kind == "encoded":
            printed[number], entered[number] = rng.sample(["e\u0301te\u0301", "été"], 2)
        ends = rng.choice([(",", "."), (",", ","), (".", "."), (".", ","), ("", ".")])
        quoted = f"“{' '.join(printed)}{ends[0]}” said {self.person()[0]}"
        text = f"{self.sentences()} {quoted}. {self.sentences()}"
        return self.finds, (text, f"{' '.join(entered)}{ends[1]}", printed[0])

    @staticmethod
    def finds(text, words, first):
        anchor = locate(text, words)
        if anchor.status not in (EXACT, EDITED):
            return f"{ALARM}: {anchor.status} {anchor.reason}"
        return RIGHT if text[anchor.spans[0][0] :].startswith(first) else WRONG

    def part_of_a_character(self):
        whole = self.rng.choice(PICTURES)
        number = self.rng.randrange(1, len(whole))
        part = self.rng.choice([whole[:number], whole[number:]])
        words = self.words(1, 3)
        text = f"{self.sentences()} {words} {whole} {self.words(1, 2)}."
        return self.is_missing, (text, f"{words} {part}", whole)

    @staticmethod
    def is_missing(text, words, whole):
        anchor = locate(text, words)
        if anchor.status == MISSING:
            return RIGHT
        found = "".join(text[slice(*span)] for span in anchor.spans)
        return RIGHT if whole in found else WRONG


KINDS = {
    "a cut drops a negation": Entries.cut_of_negation,
    "a cut drops other words": Entries.cut_of_other_words,
    "entered with other signs": Entries.other_signs,
    "a part of a character": Entries.part_of_a_character,
}
