"""Accounts in the admin, with roles instead of single permissions."""

from itertools import groupby

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth import forms as auth_forms
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.html import format_html

from articles.admin.model_admin import DeskAdmin
from quotes.workflow.roles import describe_group, groups_to_give, may_manage

PERSON = ("first_name", "last_name", "email")


class ByModel(ModelChoiceIterator):
    """Yields permissions grouped by model, each group with the model's name."""

    def __iter__(self):
        rows = self.queryset.select_related("content_type")
        rows = rows.order_by("content_type__app_label", "content_type__model", "pk")
        for about, group in groupby(rows, lambda each: each.content_type):
            yield about.name.capitalize(), [self.choice(each) for each in group]


class PermissionField(forms.ModelMultipleChoiceField):
    """Permissions as checkboxes, grouped by model."""

    widget = forms.CheckboxSelectMultiple
    iterator = ByModel

    def label_from_instance(self, permission):
        return permission.name.removeprefix("Can ").capitalize()


class RoleField(forms.ModelMultipleChoiceField):
    """The groups as checkboxes, each with what its members may do."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group):
        return format_html("<strong>{}</strong>. {}", group.name, describe_group(group))


class RoleFilter(admin.RelatedOnlyFieldListFilter):
    """A filter by group, without a choice for users in no group."""

    include_empty_choice = False


class UserForm(auth_forms.UserChangeForm):
    """The form of an account, with labels for editors."""

    class Meta(auth_forms.UserChangeForm.Meta):
        labels = {
            "username": "Name to sign in with",
            "email": "E-mail address",
            "is_active": "May sign in",
            "is_superuser": "Administrator",
        }
        help_texts = {
            "username": "Letters, digits and @ . + - _",
            "is_active": "Untick this when somebody leaves: what they did stays.",
            "is_superuser": "May do everything, whatever the role.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if password := self.fields.get("password"):
            password.help_text = "Nobody can read it, but you can set another."


class NewUserForm(auth_forms.UserCreationForm):
    class Meta(auth_forms.UserCreationForm.Meta):
        labels = UserForm.Meta.labels
        help_texts = UserForm.Meta.help_texts


admin.site.unregister(User)


@admin.register(User)
class UserAdmin(DeskAdmin, auth_admin.UserAdmin):
    """Accounts. Nobody may change or create an account of a higher rank."""

    form, add_form = UserForm, NewUserForm
    list_display = ["username", "full_name", "email", "role", "may_sign_in"]
    list_filter = [("groups", RoleFilter)]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined", "single_permissions"]
    add_form_template = None
    add_fieldsets = [
        (
            None,
            {"fields": ["username", "password1", "password2"]},
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
        """Refuse it: the work of a deleted account would lose its author."""
        return False

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name != "groups":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        groups = groups_to_give(request.user).prefetch_related("permissions")
        return RoleField(groups.order_by("pk"), required=False, label="Roles")

    def save_model(self, request, obj, form, change):
        # An administrator is in no group that would give staff status.
        obj.is_staff = obj.is_staff or obj.is_superuser
        super().save_model(request, obj, form, change)

    @admin.display(description="name", ordering="last_name")
    def full_name(self, user):
        return user.get_full_name() or "–"

    @admin.display(description="may sign in", ordering="is_active")
    def may_sign_in(self, user):
        return "Yes" if user.is_active else "No"

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
class GroupAdmin(DeskAdmin, auth_admin.GroupAdmin):
    """Groups, for administrators: a site may have groups of its own."""

    list_display = ["name", "may"]
    filter_horizontal = []

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Offer permissions for models on the desk, not for internal tables."""
        models = [
            model
            for shown, of in self.admin_site._registry.items()
            for model in (shown, *(inline.model for inline in of.inlines))
        ]
        types = ContentType.objects.get_for_models(*models).values()
        # Permissions that a group already has are offered too: otherwise saving removes
        # them.
        wanted = Q(content_type__in=types) | Q(group__isnull=False)
        offered = Permission.objects.filter(wanted).distinct()
        return PermissionField(offered, required=False, label="Members may")

    @admin.display(description="may")
    def may(self, group):
        return describe_group(group)
