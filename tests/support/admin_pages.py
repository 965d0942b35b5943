"""Open the admin's pages and submit their forms, as an editor's browser does."""

from django.contrib.auth.models import Group, User
from django.urls import reverse


def make_user(name, group=None, **fields):
    """Create a staff user in the named group."""
    user = User.objects.create_user(name, password="pw", is_staff=True, **fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def sign_in(page, name):
    """Sign in a user that make_user() created, in a browser."""
    page.goto("/admin/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill("pw")
    page.get_by_role("button", name="Sign in").click()


def change_url(record):
    """Return the address of an object's change page in the admin."""
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_change",
        args=[record.pk],
    )


class ListActions:
    """For a TestCase: does something with chosen rows of a list."""

    def act(self, model, action, records, **more):
        url = reverse(
            f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        )
        data = {"action": action, "_selected_action": [r.pk for r in records], **more}
        return self.client.post(url, data, follow=True)


def filled_in(response):
    """Return the data that an unchanged form of an admin page submits."""
    data = {}
    forms = [response.context["adminform"].form]
    if action_form := response.context.get("action_form"):
        forms.append(action_form)
        data["_selected_action"] = response.context["original"].pk
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            value = bound.field.prepare_value(value)
            if value is None or value is False:
                continue
            if isinstance(value, list):
                value = [getattr(each, "pk", each) for each in value]
            data[bound.html_name] = value
    return data


def confirmation(response):
    """Return the data that confirms the correction which a page asks to check."""
    fields = response.context["correction_fields"]
    return {
        fields["reason"]: "It was a slip.",
        fields["confirmed"]: response.context["correction"].digest,
    }


def add_row(data, prefix, **fields):
    """Fill in another row of an inline."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    initial = int(data[f"{prefix}-INITIAL_FORMS"])
    # Use the page's empty rows first.
    for row in range(initial, number):
        if not data.get(f"{prefix}-{row}-used"):
            number = row
            break
    else:
        data[f"{prefix}-TOTAL_FORMS"] = number + 1
    for name, value in fields.items():
        data[f"{prefix}-{number}-{name}"] = value
    data[f"{prefix}-{number}-used"] = "1"
    return number


def errors_of(response):
    """Return all errors of an admin page by field name, including inlines."""
    found = {}
    form = response.context["adminform"].form
    for name, errors in form.errors.items():
        found[name] = list(errors)
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        if formset.non_form_errors():
            found[formset.prefix] = list(formset.non_form_errors())
        for row in formset.forms:
            for name, errors in row.errors.items():
                found[row.add_prefix(name)] = list(errors)
    return found


def messages_of(response):
    """Return the messages of a page as plain text."""
    return [str(message) for message in response.context["messages"]]
