"""Accounts in the admin: a role instead of single permissions."""

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group, User
from django.utils.html import format_html

from quotes.desk.roles import describe, groups_to_give, may_manage

PERSON = ("first_name", "last_name", "email")


class RoleField(forms.ModelMultipleChoiceField):
    """The groups as boxes to tick, each with what its members may do."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group):
        return format_html("<strong>{}</strong>. {}", group.name, describe(group))


admin.site.unregister(User)


@admin.register(User)
class UserAdmin(auth_admin.UserAdmin):
    """Accounts. Nobody changes an account of a higher rank, or makes one."""

    list_display = ["username", "first_name", "last_name", "email", "role", "is_active"]
    list_filter = ["is_active", "groups", "is_superuser"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined", "single_permissions"]
    add_form_template = None
    add_fieldsets = [
        (
            None,
            {"fields": ["username", "usable_password", "password1", "password2"]},
        ),
        ("Person", {"fields": PERSON}),
        ("Role", {"fields": ["groups"]}),
    ]

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.add_fieldsets
        rights = ["is_active", "groups"]
        if request.user.is_superuser:
            rights.append("is_superuser")
        if obj.user_permissions.exists():
            rights.append("single_permissions")
        account = ["username"]
        if self.has_change_permission(request, obj):
            account.append("password")
        return [
            (None, {"fields": account}),
            ("Person", {"fields": PERSON}),
            ("Role", {"fields": rights}),
            ("Dates", {"fields": ["last_login", "date_joined"]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if obj == request.user and not obj.is_superuser:
            return [*fields, "is_active", "groups"]  # nobody shuts themselves out
        return fields

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and may_manage(
            request.user, obj
        )

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and may_manage(
            request.user, obj
        )

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name != "groups":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        groups = groups_to_give(request.user).prefetch_related("permissions")
        return RoleField(groups.order_by("pk"), required=False, label="Roles")

    def save_model(self, request, obj, form, change):
        # An administrator is in no group that would give staff status.
        obj.is_staff = obj.is_staff or obj.is_superuser
        super().save_model(request, obj, form, change)

    @admin.display(description="role")
    def role(self, user):
        names = [group.name for group in user.groups.all()]
        if user.is_superuser:
            names.insert(0, "Administrator")
        return ", ".join(names) or "None"

    @admin.display(description="Single permissions")
    def single_permissions(self, user):
        """Return the permissions that were given apart from any role."""
        return ", ".join(each.name for each in user.user_permissions.all())


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(auth_admin.GroupAdmin):
    """Groups, for administrators: a site may have groups of its own."""

    list_display = ["name", "may"]

    @admin.display(description="may")
    def may(self, group):
        return describe(group)
