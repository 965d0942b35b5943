"""The public page of a speaker: names, roles and quotes."""

from django.utils.translation import ngettext

from quotes.models import Alias, SpeakerKind, Standing
from quotes.paths import path_for
from quotes.statistics.drawings import count_after
from quotes.statistics.keywords import keywords_of
from quotes.translation import label as _
from quotes.views import structured_data
from quotes.views.base import redirect_to_present_path
from quotes.views.profiles import find_subject, show_subject
from quotes.views.report import report_path


def speaker_detail(request, slug):
    """Show a speaker: names, roles and quotes."""
    speaker, profile = find_subject("speaker", slug)
    path = speaker.get_absolute_url()
    if profile is None:
        return redirect_to_present_path(request, path)
    aliases = [Alias(name=name) for name in profile.aliases]
    absolute = request.build_absolute_uri
    return show_subject(
        request,
        profile,
        "speaker_detail.html",
        path,
        title=_title(speaker, profile),
        description=speaker.description
        or _("What %(name)s is quoted with, and where it was printed.")
        % {"name": speaker.name},
        nodes=[
            structured_data.speaker_node(speaker, absolute, aliases),
            structured_data.trail_node(
                absolute, (_("Speakers"), path_for("speakers")), (speaker.name, path)
            ),
        ],
        others=_("Filter by topic, outlet, date or verdict"),
        section="speakers",
        speaker=speaker,
        reader_answers=speaker.reports.public_answers(),
        report_path=report_path(speaker),
        life=_life(speaker),
        death=_death(speaker),
        after_death=_after_death(speaker, profile.counts),
        aliases=aliases,
        keywords=keywords_of(profile),
    )


def _life(speaker):
    """Return “12 February 1809 – 15 April 1865”, “Born 1967” or the like, or ""."""
    born, died = speaker.born, speaker.died
    if born and died:
        return f"{born} – {died}"
    person = speaker.kind == SpeakerKind.PERSON
    if born:
        text = _("Born %(date)s") if person else _("Founded %(date)s")
    elif died:
        text = _("Died %(date)s") if person else _("Dissolved %(date)s")
    else:
        return ""
    return text % {"date": born or died}


def _death(speaker):
    """Return “died 1865”, or “dissolved 1901” of an organisation, or ""."""
    if not speaker.died:
        return ""
    person = speaker.kind == SpeakerKind.PERSON
    text = _("died %(year)s") if person else _("dissolved %(year)s")
    return text % {"year": speaker.died.year}


def _after_death(speaker, counts):
    """Return “2 are dated after the speaker’s death in 1865.” or the like, or ""."""
    number, unsure = count_after(counts, speaker.died) if speaker.died else (0, 0)
    if not number:
        return ""
    person, total = speaker.kind == SpeakerKind.PERSON, counts.total
    if number == total and person:
        text = ngettext(
            "It is dated after the speaker’s death in %(year)s.",
            "All are dated after the speaker’s death in %(year)s.",
            total,
        )
    elif number == total:
        text = ngettext(
            "It is dated after the organisation was dissolved in %(year)s.",
            "All are dated after the organisation was dissolved in %(year)s.",
            total,
        )
    elif person:
        text = ngettext(
            "%(number)s is dated after the speaker’s death in %(year)s.",
            "%(number)s are dated after the speaker’s death in %(year)s.",
            number,
        )
    else:
        text = ngettext(
            "%(number)s is dated after the organisation was dissolved in %(year)s.",
            "%(number)s are dated after the organisation was dissolved in %(year)s.",
            number,
        )
    # Quotes are counted by month, also those of the month of the death.
    written = _("At least %(number)s") if unsure else "%(number)s"
    written %= {"number": f"{number:,}"}
    return text % {"number": written, "year": speaker.died.year}


def _title(speaker, profile):
    """Return the title of a speaker's page, which claims no quote that is in doubt."""
    standings = profile.counts.sorts.get("standing", {})
    refuted = standings.get(Standing.MISATTRIBUTED, 0)
    if refuted and refuted == profile.total:
        title = _("Misattributed to %(name)s")
    elif refuted or standings.get(Standing.DISPUTED):
        title = _("Quotes attributed to %(name)s")
    else:
        title = _("Quotes by %(name)s")
    return title % {"name": speaker.name}
