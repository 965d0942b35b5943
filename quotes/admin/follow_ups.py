"""The common parts of the lists of changed results and of quotes to recheck."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.model_admin import DeskAdmin
from quotes.admin.outcomes import render_outcome
from quotes.formatting import day


class DefaultFilter(admin.SimpleListFilter):
    """A filter that is on, as `open_label`, unless another choice is made."""

    open_label = ""

    def choices(self, changelist):
        for value, label in [(None, self.open_label), *self.lookup_choices]:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string(
                    {self.parameter_name: value} if value else {},
                    [] if value else [self.parameter_name],
                ),
                "display": label,
            }


class OpenFilter(DefaultFilter):
    """Shows the rows whose `parameter_name`_at is empty, unless another is chosen."""

    done_label = ""

    def lookups(self, request, model_admin):
        return [("all", "All"), ("yes", self.done_label)]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        is_open = f"{self.parameter_name}_at__isnull"
        return queryset.filter(**{is_open: self.value() != "yes"})


class UndoneFilter(admin.SimpleListFilter):
    title = "undone"
    parameter_name = "undone"

    def lookups(self, request, model_admin):
        return [("no", "No"), ("yes", "Yes")]

    def queryset(self, request, queryset):
        if self.value() in ("no", "yes"):
            return queryset.filter(undone_at__isnull=self.value() == "no")
        return queryset


class DependentAdmin(DeskAdmin):
    """The admin of rows that nobody adds or deletes, except with their record."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """Refuse it on these pages; deleting a record still deletes its rows."""
        here = f"{self.opts.app_label}_{self.opts.model_name}"
        match = request.resolver_match
        return match is not None and not (match.url_name or "").startswith(here)

    def get_model_perms(self, request):
        """Leave the list out of the first page for users who may not see it."""
        return super().get_model_perms(request) | {"delete": False}


class FollowUpAdmin(DependentAdmin):
    """The admin of rows about a `quote`, which verification adds and nobody edits."""

    list_display_links = ["at"]
    search_fields = ["quote__text", "quote__article__title"]
    date_hierarchy = "at"
    ordering = ["-pk"]

    @admin.display(description="quote")
    def which(self, row):
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:quotes_quote_change", args=[row.quote_id]),
            row.quote,
        )

    @admin.display(description="article")
    def article(self, row):
        return row.quote.article

    @admin.display(description="found now")
    def found(self, row):
        return render_outcome(row.quote)


def done_by(at, user):
    """Return when and by whom a row was seen or confirmed, in words."""
    if not at:
        return "Not yet"
    return f"{day(at)} by {user or 'somebody'}"
