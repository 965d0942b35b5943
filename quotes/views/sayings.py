"""The public pages of sayings: the list, and one saying with all its prints."""

from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotes import page_sizes
from quotes.citations.attribution import list_names
from quotes.exports.zotero import metadata_of_list
from quotes.formatting import as_printed, excerpt
from quotes.labels import WORKS
from quotes.listing.credits import MAX_CREDITED, find_credits, sum_up
from quotes.listing.filters import NameSearch
from quotes.listing.pagination import read_cursor
from quotes.listing.sayings import list_sayings, read_prints
from quotes.listing.variants import find_variants
from quotes.models import Saying, Standing
from quotes.paths import path_for
from quotes.statistics.print_chart import LABELS, draw_prints
from quotes.views import structured_data
from quotes.views.base import list_path, redirect_to_present_path, show

#: How many successive merges of sayings are followed.
MAX_MERGED = 10
#: Prints in the structured data.
MAX_DESCRIBED = 100


def saying_list(request):
    """List sayings, most printed or earliest first, also those with the words ?q=."""
    path = path_for("sayings")
    form = NameSearch(request.GET)
    form.is_valid()
    words = form.cleaned_data.get("q", "")
    order = "earliest" if request.GET.get("sort") == "earliest" else "prints"
    query = _query(words, order)
    cursor, message = read_cursor(request.GET, "names")
    rows, page = [], None
    if not form["q"].errors:
        rows, page = list_sayings(order, cursor, words, query, message)
    title = _("Sayings")
    return show(
        request,
        "saying_list.html",
        list_path(request, path),
        title=_("Sayings: the same words in several prints"),
        description=_(
            "Quotes with the same words, or altered ones, over sources, years and "
            "speakers: the earliest print on record, and who is credited."
        ),
        structured_data=structured_data.collection(request, title, path),
        section="sayings",
        feed=path_for("sayings_feed"),
        form=form,
        words=request.GET.get("q", ""),
        order=order,
        orders=[
            (name, label, f"{path}?{given}" if (given := _query(words, name)) else path)
            for name, label in (
                ("prints", _("Most prints first")),
                ("earliest", _("Earliest print first")),
            )
        ],
        sayings=rows,
        page=page,
    )


def _query(words, order):
    given = {"q": words, "sort": "" if order == "prints" else order}
    return urlencode({name: value for name, value in given.items() if value})


def saying_detail(request, pk, words=""):
    """Show a saying: its prints over time, its wordings, and who is credited."""
    saying = find_saying(pk)
    path = saying.get_absolute_url()
    if saying.pk != pk or words != saying.url_slug:
        return redirect_to_present_path(request, path)
    prints = read_prints(saying.pk)
    if len(prints) < 2:  # one was withdrawn just now
        raise _not_here(pk)
    credits = find_credits(prints)
    variants, more_variants = find_variants(prints)
    first = prints[0].row
    summary = sum_up(prints, credits, saying.prints)
    # A print that was not read may verify a speaker, and only some may be refuted.
    is_complete = saying.prints <= len(prints)
    refuted = [each.name for each in credits if each.is_refuted and is_complete]
    refuted = list_names(refuted)
    title = _title(first, refuted)
    absolute = request.build_absolute_uri
    return show(
        request,
        "saying_detail.html",
        path,
        title=title,
        description=excerpt(f"{summary} {_counted(saying)}", 300),
        structured_data=structured_data.graph(
            structured_data.saying_node(
                title,
                summary,
                path,
                [each.row for each in prints[:MAX_DESCRIBED]],
                saying.prints,
                absolute,
            ),
            structured_data.trail_node(
                absolute, (_("Sayings"), path_for("sayings")), (title, path)
            ),
        ),
        section="sayings",
        feed=path_for("saying_feed", saying.pk),
        embedded_metadata=metadata_of_list(
            {each.row.key: each.row.article.key for each in prints[:MAX_DESCRIBED]}
        ),
        saying=saying,
        first=first,
        summary=summary,
        alarms=_alarms(credits, refuted, is_complete),
        prints=prints,
        shown=page_sizes.PRINTS,
        numbers={
            each.row.key: variant.number
            for variant in variants
            for each in variant.prints
        },
        works=WORKS,
        credits=credits,
        variants=variants,
        roots=[each for each in variants if not each.parent],
        more_variants=more_variants,
        chart_of_prints=draw_prints(prints),
        chart_labels=LABELS,
    )


def find_saying(pk):
    """Return the public saying of a key, or the one into which it was merged.

    Raises Http404 if there is none.
    """
    saying = Saying.objects.with_earliest().filter(pk=pk).first()
    for _step in range(MAX_MERGED):
        if not saying or not saying.merged_into_id:
            break
        saying = Saying.objects.with_earliest().get(pk=saying.merged_into_id)
    if not saying or saying.prints < 2:
        raise _not_here(pk)
    return saying


def _not_here(pk):
    return Http404(_("Saying {number} is not on record.").format(number=pk))


def _title(first, refuted):
    """Return a title that repeats no misattribution without saying that it is one."""
    words = as_printed(first, 70)
    if refuted:
        text = _("Misattributed to {names}: {words}")
        return text.format(names=refuted, words=words)
    return _("{words}: its prints and who is credited").format(words=words)


def _alarms(credits, refuted, is_complete):
    """Return the warnings above the words: (state, headline).

    Unless the prints are complete, the speakers are those refuted in some of them.
    """
    made = []
    if refuted:
        text = _("Misattributed to {names}").format(names=refuted)
        made.append((Standing.MISATTRIBUTED, text))
    partly = [
        each
        for each in credits
        if each.standings[Standing.MISATTRIBUTED]
        and not (each.is_refuted and is_complete)
    ]
    if len(partly) == 1 and is_complete:
        text = _("Misattributed to {name} in {number:,} of {all:,} prints")
        text = text.format(
            name=partly[0].name,
            number=partly[0].standings[Standing.MISATTRIBUTED],
            all=partly[0].prints,
        )
        made.append((Standing.DISPUTED, text))
    elif partly:
        names = [each.name for each in partly[:MAX_CREDITED]]
        names += [_("others")] if len(partly) > MAX_CREDITED else []
        text = _("Misattributed in some prints: {names}")
        made.append((Standing.DISPUTED, text.format(names=list_names(names))))
    return made


def _counted(saying):
    text = ngettext("{number:,} print.", "{number:,} prints.", saying.prints)
    return text.format(number=saying.prints)
