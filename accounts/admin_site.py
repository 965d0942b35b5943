"""The site of Django's admin: the editors' desk, with its own pages to sign in."""

from functools import partial, update_wrapper, wraps

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

#: The sections of the desk and their models, in order. Other models are in a last one.
SECTIONS = {
    "The record": """
        articles.article quotes.quote quotes.speaker articles.publication quotes.topic
        quotes.saying
    """,
    "To check": """
        quotes.handin quotes.report quotes.recheck quotes.anchorchange
        quotes.sayingmember quotes.notsame quotes.sayingdecision quotes.merge
        quotes.schedule
    """,
    "The site": "quotes.featuredquote quotes.sitepage auth.user auth.group",
}
#: Models in the masthead of every page, each with its label there.
MASTHEAD = {
    "articles.article": "Articles",
    "quotes.quote": "Quotes",
    "quotes.speaker": "Speakers",
    "quotes.topic": "Topics",
    "articles.publication": "Publications",
    "quotes.saying": "Sayings",
    "auth.user": "Users",
}


class DeskSite(admin.AdminSite):
    site_header = site_title = "On Record"
    index_title = "The editors’ desk"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def get_app_list(self, request, app_label=None):
        """Return the models by section, not by app."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        rest = {
            model["model"]._meta.label_lower: model
            for app in apps
            for model in app["models"]
        }
        sections = []
        for name, labels in [*SECTIONS.items(), ("More", " ".join(rest))]:
            models = [rest.pop(each) for each in labels.split() if each in rest]
            label = name.lower().replace(" ", "-")
            if models:
                sections.append(
                    {"name": name, "app_label": label, "app_url": "", "models": models}
                )
        return sections

    def app_index(self, request, app_label, extra_context=None):
        """Redirect to the first page: the sections of the desk are not apps."""
        return redirect("admin:index")

    def each_context(self, request):
        """Add the links of the masthead: those that the user may open."""
        context = super().each_context(request)
        urls = {
            model["model"]._meta.label_lower: model["admin_url"]
            for section in context["available_apps"]
            for model in section["models"]
        }
        links = [
            {
                "name": name,
                "url": urls[label],
                "is_current": request.path.startswith(urls[label]),
            }
            for label, name in MASTHEAD.items()
            if urls.get(label)
        ]
        return {**context, "desk_links": links}

    @method_decorator([never_cache, login_not_required])
    def login(self, request, extra_context=None):
        from accounts import views  # models are not loaded when this module is

        return views.sign_in(self, request)

    def admin_view(self, view, cacheable=False):
        """Redirect to the page without its query if that has a NUL.

        PostgreSQL cannot store NUL in a text.
        """

        @wraps(view)
        def page(request, *args, **kwargs):
            if "%00" in request.META["QUERY_STRING"]:
                return redirect(request.path)
            return view(request, *args, **kwargs)

        return super().admin_view(page, cacheable)

    def get_urls(self):
        from accounts import account_views as own
        from accounts import views

        def page(route, view, name, *, is_open=False, **arguments):
            view = update_wrapper(partial(view, self, **arguments), view)
            view = never_cache(view) if is_open else self.admin_view(view)
            return path(route, view, name=name)

        reset, number = own.password_reset, "auth/user/<key:pk>/second-factor/"
        link = "password-reset/<uidb64>/<token>/"
        return [
            page("login/code/", views.enter_code, "enter_code", is_open=True),
            page("two-factor/", own.two_factor, "two_factor"),
            page("password_change/", own.password_change, "password_change"),
            page("e-mails/", own.mail_choice, "mail_choice"),
            page(number, own.reset_second_factor, "auth_user_second_factor"),
            *(
                page(route, reset, f"password_reset{name}", is_open=True, step=step)
                for route, name, step in [
                    ("password-reset/", "", "request"),
                    ("password-reset/sent/", "_sent", "sent"),
                    (link, "_confirm", "confirm"),
                    ("password-reset/done/", "_done", "done"),
                ]
            ),
            *super().get_urls(),
        ]
