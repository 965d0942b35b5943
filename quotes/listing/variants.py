"""The wordings of a saying as a tree, with what changed at each step.

Each wording is under the earlier one (by date) that shares most of its words. That does
not show who copied whom.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from rapidfuzz.distance import Levenshtein

from quotes.anchoring.text_diff import PUT_IN, SAME, TAKEN_OUT, Edit
from quotes.lexicon.words import is_negation, words_of
from quotes.listing.sayings import Print

#: Wordings that are compared and shown, and words of each that are compared.
MAX_VARIANTS, MAX_WORDS = 60, 400


@dataclass(slots=True)
class Variant:
    """A wording of a saying: its number, its Prints in order, and those under it.

    `edits` are the changes from the wording that it is under, and `notes` say what they
    mean. A translation has no edits.
    """

    number: int
    prints: list[Print]
    edits: list[Edit] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    parent: Variant | None = None
    children: list[Variant] = field(default_factory=list)

    @property
    def row(self):
        """Return the QuoteRow of its first print."""
        return self.prints[0].row


def find_variants(prints):
    """Return ([Variant] in order, number of wordings that are left out).

    Prints have one wording if their words are equal but for case and punctuation.
    """
    grouped = {}
    for each in prints:
        grouped.setdefault(words_key(each.row), []).append(each)
    made = []
    for key, same in grouped.items():
        if len(made) == MAX_VARIANTS:
            break
        variant = Variant(len(made) + 1, same)
        earlier = [
            (_distance(key[1], its_key[1]), other.number, other)
            for its_key, other in made
            if its_key[0] == key[0]
        ]
        if earlier:
            *_rest, variant.parent = min(earlier, key=lambda each: each[:2])
            variant.parent.children.append(variant)
            variant.edits = word_edits(variant.parent.row.text, variant.row.text)
            variant.notes = _notes(variant)
        elif made:
            variant.notes = [_("In another language.")]
        made.append((key, variant))
    return [variant for _key, variant in made], len(grouped) - len(made)


def words_key(row):
    """Return a key that is equal for the same words: the language, and folded words."""
    words = tuple(word.key for word in words_of(row.text))
    return row.language.partition("-")[0].lower(), words or (row.text,)


def _distance(one, other):
    return Levenshtein.normalized_distance(one[:MAX_WORDS], other[:MAX_WORDS])


def word_edits(old, new):
    """Return the Edits from one text to another, by words; signs are no words."""
    here, there = words_of(old), words_of(new)
    if max(len(here), len(there)) > MAX_WORDS:
        return []
    olds = [*(word.start for word in here), len(old)]
    news = [0, *(word.start for word in there[1:]), len(new)]
    made = []
    codes = Levenshtein.opcodes([w.key for w in here], [w.key for w in there])
    for is_same, run in groupby(codes, lambda code: code.tag == "equal"):
        same = list(run)
        first, last = same[0].src_start, same[-1].src_end
        start, end = same[0].dest_start, same[-1].dest_end
        if is_same:
            made.append(Edit(SAME, new[news[start] : news[end]]))
            continue
        if last > first:
            lead = " " if made and not made[-1].text[-1:].isspace() else ""
            taken = old[olds[first] : here[last - 1].end]
            made.append(Edit(TAKEN_OUT, f"{lead}{taken} "))
        if end > start:
            made.append(Edit(PUT_IN, new[news[start] : news[end]]))
    return made


def _notes(variant):
    """Return sentences about the changes, those of the sense first."""
    notes, kinds = [], set()
    for edit in variant.edits:
        kinds.add(edit.kind)
        if edit.kind == SAME:
            continue
        for word in words_of(edit.text):
            if is_negation(word.key, variant.row.language):
                text = edit.text[word.start : word.end]
                if edit.kind == PUT_IN:
                    note = _("“{word}” was put in: the sense may differ.")
                else:
                    note = _("“{word}” was left out: the sense may differ.")
                notes.append(note.format(word=text))
    if kinds == {SAME, PUT_IN}:
        notes.append(_("Longer: words were added."))
    elif kinds == {SAME, TAKEN_OUT}:
        notes.append(_("Shorter: words were left out."))
    elif not kinds:
        notes.append(_("Too long to compare word by word."))
    return list(dict.fromkeys(notes))
