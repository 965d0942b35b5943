"""The URLs of the site: the admin, and everything else from `quotes`."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config.site_status import site_state

handler403 = "accounts.views.not_allowed"

urlpatterns = [
    path(f"{settings.ADMIN_PATH}state/", site_state, name="site_state"),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("", include("quotes.urls")),
]

handler500 = "quotes.middleware.server_error"
