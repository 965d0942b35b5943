"""Decides whether a printed name can be a name of a speaker."""

from quotes.anchoring.folding import fold

_MARKS = ".,;:’'“”()"


def may_be_name_of(printed, speaker):
    """Return whether a printed name ends as a name or alias of the speaker does.

    The family name and the initials of a name fit too. An empty name fits everybody.
    """
    words = _words(printed)
    if not words:
        return True
    names = [speaker.name, *(alias.name for alias in speaker.aliases.all())]
    known = [name for each in (*names, speaker.family) if (name := _words(each))]
    initials = {"".join(word[0] for word in name) for name in known}
    last = words[-1].removesuffix("'s")
    return last in initials or any(last == name[-1] for name in known)


def may_be_renamed(speaker, name):
    """Return whether a new name of a speaker is likely one of the same person.

    It is the old one with more words or fewer, or fits and has the same first letter.
    """
    old, new = _words(speaker.name), _words(name)
    if {*old} <= {*new} or {*new} <= {*old}:
        return True
    return old[0][0] == new[0][0] and may_be_name_of(name, speaker)


def _words(name):
    return [
        bare for word in fold(name).casefold().split() if (bare := word.strip(_MARKS))
    ]
