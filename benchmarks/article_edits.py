"""The kinds of random edits of `edited_texts`, and how their results are judged."""

from benchmarks import edited_articles
from benchmarks.edited_articles import (
    BOXES,
    INTERRUPTED,
    NOTES,
    PAIRS,
    PRONOUN_FORMS,
    Maker,
    edit_words,
    marked,
    text_of,
    unmarked,
)
from quotes.anchoring import AMBIGUOUS, EDITED, EXACT, locate
from quotes.anchoring.alignment import Alignment
from quotes.anchoring.anchors import CONTEXT_LENGTH
from quotes.anchoring.folding import FoldedText
from quotes.anchoring.relocation import relocate, return_to

RIGHT, WRONG, ALARM = "right", "wrong", "false alarm"
LOCATED = (EXACT, EDITED)


def moved(old, new, words=None):
    """Return (anchor in the new text, spans of the quote there)."""
    (before, spans), (after, there) = marked(old), marked(new)
    words = words or " ".join(before[slice(*span)] for span in spans)
    around = (
        before[: spans[0][0]][-CONTEXT_LENGTH:],
        before[spans[-1][1] :][:CONTEXT_LENGTH],
    )
    alignment = Alignment(FoldedText(before), FoldedText(after))
    return relocate(alignment, words, spans, *around), there


def stays(old, new):
    """Judge an edit that changes nothing around the quote that matters."""
    anchor, there = moved(old, new)
    if anchor.status in LOCATED and anchor.spans != there:
        return WRONG
    if anchor.status in LOCATED and not anchor.recheck:
        return RIGHT
    return f"{ALARM}: {anchor.recheck or anchor.reason}"


def listed(old, new):
    """Judge an edit after which an editor has to look at the quote in its place."""
    anchor, there = moved(old, new)
    if anchor.status not in LOCATED:
        return ALARM
    return RIGHT if anchor.recheck and anchor.spans == there else WRONG


def gone(old, new):
    """Judge an edit after which the quote is nowhere, whatever the text has."""
    anchor, _ = moved(old, new)
    return WRONG if anchor.status in LOCATED and not anchor.recheck else RIGHT


class Edits(Maker):
    """The kinds of edits. Each method makes one and returns (judge, texts)."""

    def start(self, form=None):
        """Return (paragraphs, number of the quote's, its words, person, its form)."""
        person, words = self.person(), self.quote()
        form = form or self.rng.choice(edited_articles.FORMS)
        paragraphs, at = self.article(self.said(words, person, form))
        return paragraphs, at, words, person, form

    def delete(self, paragraphs, at):
        """Delete the quote's paragraph, or only the sentences around the quote."""
        if self.rng.random() < 0.7:
            return paragraphs[:at] + paragraphs[at + 1 :]
        rest = self.sentences()
        return [*paragraphs[:at], rest, *paragraphs[at + 1 :]]

    def insert(self, paragraphs, paragraph):
        at = self.rng.choice([0, len(paragraphs), self.rng.randint(0, len(paragraphs))])
        return [*paragraphs[:at], paragraph, *paragraphs[at:]]

    def edits_elsewhere(self):
        paragraphs, *_ = self.start()
        new = list(paragraphs)
        for _ in range(self.rng.randint(1, 4)):
            other = self.rng.randrange(len(new))
            if "⟦" not in new[other]:
                new[other] = edit_words(self.rng, new[other], self)
        for _ in range(self.rng.randint(0, 2)):
            new = self.insert(new, self.paragraph())
        if self.rng.random() < 0.5:
            gone_ = [each for each in new if "⟦" not in each]
            if gone_:
                new.remove(self.rng.choice(gone_))
        return stays, (text_of(paragraphs), text_of(new))

    def edits_next_to_it(self):
        """Change, add or take the sentences before and after the quote's own."""
        paragraphs, at, words, person, form = self.start()
        sentence = self.said(words, person, form)
        sides = [self.sentences(), self.sentences()]
        old = f"{sides[0]} {sentence} {sides[1]}"
        for side in (0, 1):
            sides[side] = self.rng.choice(
                [
                    sides[side],
                    edit_words(self.rng, sides[side], self),
                    f"{sides[side]} {self.sentence()}",
                    f"{self.sentence()} {sides[side]}",
                ]
            )
        new = f"{sides[0]} {sentence} {sides[1]}"
        texts = (
            text_of([*paragraphs[:at], each, *paragraphs[at + 1 :]])
            for each in (old, new)
        )
        return stays, tuple(texts)

    def edits_of_signs(self):
        """Set other quotation marks, dashes, spaces or line breaks around it."""
        paragraphs, *_ = self.start()
        old = text_of(paragraphs)
        new = old
        for one, other in self.rng.choice(
            [
                [("“", '"'), ("”", '"')],
                [("‘", "'"), ("’", "'")],
                [(" ", "\u00a0")],
                [(". ", ".\n")],
                [(",”", "”,")],
            ]
        ):
            new = new.replace(one, other)
        return stays, (old, new)

    def twin_in_old_text(self):
        """Delete the quote; both texts have its words elsewhere."""
        paragraphs, at, words, person, form = self.start()
        kind = self.rng.choice(["lead-in", "follow-on", "both", "another"])
        name = person[0]
        twin = {
            "lead-in": f"{name} said: “{words}” and {self.words(2, 6)}.",
            "follow-on": f"{self.sentence()} “{words},” said {name}.",
            "both": self.said(words, person, form, mark=False),
            "another": self.said(words, self.people(1)[0], mark=False),
        }[kind]
        box = self.paragraph(f"{self.rng.choice(BOXES)}: {twin}")
        place = self.rng.randint(0, len(paragraphs))
        old = [*paragraphs[:place], box, *paragraphs[place:]]
        at += place <= at
        return gone, (text_of(old), text_of(self.delete(old, at)))

    def twin_in_new_text(self):
        """Delete the quote; its words come back elsewhere in the same edit."""
        paragraphs, at, words, person, form = self.start()
        name = person[0]
        other = self.people(1)[0]
        if {*other[0].split()} & {*name.split()}:
            other = ("Zoë Quist", "she")
        twin = self.rng.choice(
            [
                f"{self.rng.choice(BOXES)}: {self.said(words, other, mark=False)}",
                self.said(words, other, form, mark=False),
                self.rng.choice(NOTES).format(q=words, name=name, pronoun=person[1]),
            ]
        )
        rest = self.delete(paragraphs, at)
        new = self.insert(rest, self.paragraph(twin))
        return gone, (text_of(paragraphs), text_of(new))

    def becomes_a_note(self):
        """Replace the quote's own sentence by a correction or a denial."""
        paragraphs, at, words, person, form = self.start()
        own = self.said(words, person, form)
        note = self.rng.choice(NOTES).format(
            q=f"⟦{words}⟧", name=person[0], pronoun=person[1]
        )
        new = list(paragraphs)
        new[at] = new[at].replace(own, note)
        if new == paragraphs:  # another role was drawn
            new[at] = note
        return gone, (text_of(paragraphs), text_of(new))

    def name_corrected(self):
        paragraphs, at, _, person, _ = self.start()
        given, family = person[0].split()
        other = self.rng.choice(
            [
                self.rng.choice([n for n in edited_articles.WOMEN if n != given]),
                f"{given}{self.rng.choice('aeo')}",
            ]
        )
        new = list(paragraphs)
        new[at] = new[at].replace(person[0], f"{other} {family}")
        if self.rng.random() < 0.3:
            family_ = self.rng.choice(
                [n for n in edited_articles.FAMILIES if n != family]
            )
            new[at] = paragraphs[at].replace(person[0], f"{given} {family_}")
        return listed, (text_of(paragraphs), text_of(new))

    def speakers_swapped(self):
        one, other = self.people(2)
        form = self.rng.choice(edited_articles.FORMS)
        first, second = self.quote(), self.quote()
        between = f" {self.sentences()} " if self.rng.random() < 0.5 else " "
        texts = []
        for a, b in ((one, other), (other, one)):
            texts.append(
                f"{form.format(q=f'⟦{first}⟧', name=a[0], pronoun='', role='mayor')}"
                f"{between}{form.format(q=second, name=b[0], pronoun='', role='mayor')}"
            )
        paragraphs, at = self.article("")
        old, new = (
            text_of([*paragraphs[:at], text, *paragraphs[at:]]) for text in texts
        )
        return listed, (old, new)

    def antecedent_changed(self):
        """The cue has a pronoun only, and the sentence before names another."""
        one, other = self.people(2)
        words = self.quote()
        cue = f"“⟦{words}⟧,” {one[1]} said. {self.sentence()}"
        verb = self.rng.choice(["stood up", "came in", "spoke first", "laughed"])
        paragraphs, at = self.article("")
        old, new = (
            text_of([*paragraphs[:at], f"{name} {verb}. {cue}", *paragraphs[at:]])
            for name, _ in (one, other)
        )
        return listed, (old, new)

    def plain(self):
        """Return a sentence that names nothing, not even a place."""
        return f"The {self.words(5, 15)}."

    def edits_before_a_pronoun(self):
        """The cue has a pronoun only; all paragraphs are edited but the person's name.

        Paragraphs without names come between, others come and go above the name.
        """
        rng, (name, pronoun), words = self.rng, self.person(), self.quote()
        cue = rng.choice(PRONOUN_FORMS[pronoun]).format(q=f"⟦{words}⟧")
        verb = rng.choice(["stood up", "came in", "spoke first", "laughed"])
        own = self.paragraph(cue) if rng.random() < 0.3 else f"{cue} {self.sentence()}"
        above, _ = self.article("")
        named = f"{self.sentences()} {name} {verb}."
        between = [self.plain() for _ in range(rng.randint(0, 2))]
        texts = [text_of([*above, f"{named} {self.plain()}", *between, own])]
        edited = [edit_words(rng, each, self, 0.4) for each in between]
        if rng.random() < 0.5:
            edited.insert(0, self.plain())
        above = [each for each in above if rng.random() < 0.7]
        texts.append(text_of([*above, f"{named} {self.plain()}", *edited, own]))
        return stays, tuple(texts)

    def ambiguous_then_one_deleted(self):
        paragraphs, at, words, person, form = self.start()
        twin = self.said(words, person, form, mark=False)
        old = unmarked(text_of(self.insert(paragraphs, self.paragraph(twin))))
        if locate(old, words).status != AMBIGUOUS:
            return gone, None
        return self.stays_open, (text_of([*self.delete(paragraphs, at), twin]), words)

    @staticmethod
    def stays_open(text, words):
        anchor = return_to(unmarked(text), words, "", "", was_ambiguous=True)
        return RIGHT if anchor.status == AMBIGUOUS else WRONG

    def twin_deleted(self):
        """Delete another passage with the same words; the quote stays."""
        paragraphs, _, words, *_ = self.start()
        twin = self.said(words, self.people(1)[0], mark=False)
        place = self.rng.randint(0, len(paragraphs))
        box = self.paragraph(f"{self.rng.choice(BOXES)}: {twin}")
        old = [*paragraphs[:place], box, *paragraphs[place:]]
        return stays, (text_of(old), text_of(paragraphs))

    def twin_added(self):
        """Add another passage with the same words; the quote stays."""
        judge, (old, new) = self.twin_deleted()
        return judge, (new, old)

    def quote_moved(self):
        """Move the quote's paragraph; it may be found there, but not silently."""
        paragraphs, at, *_ = self.start()
        own = paragraphs[at]
        rest = paragraphs[:at] + paragraphs[at + 1 :]
        place = self.rng.choice([n for n in range(len(rest) + 1) if abs(n - at) > 1])
        new = [*rest[:place], own, *rest[place:]]
        return self.moves, (text_of(paragraphs), text_of(new))

    @staticmethod
    def moves(old, new):
        anchor, there = moved(old, new)
        if anchor.status in LOCATED:
            return RIGHT if anchor.spans == there else WRONG
        return ALARM

    def words_changed(self):
        """Change a word of the quote itself."""
        paragraphs, at, words, *_ = self.start()
        parts = words.split(" ")
        number = self.rng.randrange(1, len(parts) - 1)
        other = self.rng.choice(
            [
                [*parts[:number], "zebra", *parts[number + 1 :]],
                [*parts[:number], "zebra", *parts[number:]],
                [*parts[:number], *parts[number + 1 :]],
            ]
        )
        new = list(paragraphs)
        new[at] = new[at].replace(f"⟦{words}⟧", f"⟦{' '.join(other)}⟧")
        return gone, (text_of(paragraphs), text_of(new))

    def lost_and_repeated(self):
        """The words were deleted before; now a note has them, or somebody else."""
        paragraphs, at, words, person, _ = self.start()
        note = self.rng.choice(NOTES).format(q=words, name=person[0], pronoun=person[1])
        new = unmarked(text_of(self.insert(self.delete(paragraphs, at), note)))
        return self.never_silent, (new, words)

    @staticmethod
    def never_silent(text, words):
        anchor = return_to(
            text, words, "some words before", "after", was_ambiguous=False
        )
        silent = anchor.status in LOCATED and not anchor.recheck
        return WRONG if silent else RIGHT

    def speakers_joined(self):
        """Enter the words of two people in a row as one quote."""
        one, other = self.people(2)
        first, second = self.quote(), self.quote()
        forms = self.rng.choice(PAIRS)
        text = forms.format(a=first, b=second, one=one[0], other=other[0])
        joint = self.rng.choice([" ", ", ", ". ", " … "])
        whole = self.paragraph(text)
        return self.is_refused, (whole, f"{first}{joint}{second}")

    @staticmethod
    def is_refused(text, words):
        return WRONG if locate(text, words).status in LOCATED else RIGHT

    def speaker_interrupted(self):
        """Enter the words of one person, interrupted by the cue."""
        person, first, second = self.person(), self.quote(), self.quote()
        family = person[0].split()[1]
        form = self.rng.choice(INTERRUPTED)
        text = self.paragraph(
            form.format(
                a=first,
                b=second,
                b_small=second[0].lower() + second[1:],
                name=person[0],
                pronoun=person[1],
                family=family,
                role=self.rng.choice(edited_articles.ROLES),
                other=self.person()[0],
            )
        )
        second = second if "{b}" in form else second[0].lower() + second[1:]
        joint = ", " if "{b_small}" in form else self.rng.choice([" ", ", ", ". "])
        return self.is_found, (text, f"{first}{joint}{second}")

    @staticmethod
    def is_found(text, words):
        return RIGHT if locate(text, words).status in LOCATED else ALARM


KINDS = {
    "edits elsewhere": Edits.edits_elsewhere,
    "edits of the sentences next to it": Edits.edits_next_to_it,
    "other signs around it": Edits.edits_of_signs,
    "a twin is deleted": Edits.twin_deleted,
    "a twin is added": Edits.twin_added,
    "deleted, with a twin in both texts": Edits.twin_in_old_text,
    "deleted, with a twin in the new text": Edits.twin_in_new_text,
    "a correction or denial in its place": Edits.becomes_a_note,
    "deleted before, repeated in a note": Edits.lost_and_repeated,
    "ambiguous, one place deleted": Edits.ambiguous_then_one_deleted,
    "the name in the cue is corrected": Edits.name_corrected,
    "two speakers are swapped": Edits.speakers_swapped,
    "the person before “she said” changes": Edits.antecedent_changed,
    "other words before “she said” change": Edits.edits_before_a_pronoun,
    "its paragraph is moved": Edits.quote_moved,
    "a word of it is changed": Edits.words_changed,
    "two speakers joined": Edits.speakers_joined,
    "one speaker interrupted": Edits.speaker_interrupted,
}
