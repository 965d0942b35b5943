"""Sayings and their members in the admin."""

from django.contrib import admin

from articles.admin.base import RecordAdmin, RecordInline
from quotes.models import NotSame, Saying, SayingMember


class MemberInline(RecordInline, admin.TabularInline):
    model = SayingMember
    fields = ["quote", "reason", "explanation", "state", "decided_by"]
    readonly_fields = ["explanation", "decided_by"]
    raw_id_fields = ["quote"]


@admin.register(Saying)
class SayingAdmin(RecordAdmin):
    list_display = ["__str__", "prints", "updated_at"]
    list_select_related = ["earliest"]
    search_fields = ["members__quote__text"]
    ordering = ["-prints", "pk"]
    fields = ["note"]
    inlines = [MemberInline]


@admin.register(NotSame)
class NotSameAdmin(admin.ModelAdmin):
    list_display = ["one", "other", "at", "by"]
    list_select_related = ["one", "other", "by"]
