"""The site of Django's admin: the editors' desk, with its own pages to sign in."""

from functools import partial, update_wrapper

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache


class DeskSite(admin.AdminSite):
    site_header = site_title = "On Record"
    index_title = "The editors’ desk"

    @method_decorator([never_cache, login_not_required])
    def login(self, request, extra_context=None):
        from accounts import views  # models are not loaded when this module is

        return views.sign_in(self, request)

    def get_urls(self):
        from accounts import account_views as own
        from accounts import views

        def page(route, view, name, *, is_open=False, **arguments):
            view = update_wrapper(partial(view, self, **arguments), view)
            view = never_cache(view) if is_open else self.admin_view(view)
            return path(route, view, name=name)

        reset, number = own.password_reset, "auth/user/<int:pk>/second-factor/"
        link = "password-reset/<uidb64>/<token>/"
        return [
            page("login/code/", views.enter_code, "enter_code", is_open=True),
            page("two-factor/", own.two_factor, "two_factor"),
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
