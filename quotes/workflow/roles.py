"""The roles of the desk: what each group may do, and who may manage whose account."""

from django.contrib.auth.models import Group, Permission

CONTRIBUTORS, EDITORS, CHIEF_EDITORS = "Contributors", "Editors", "Chief editors"
#: What each role may do, in words for editors, from the lowest rank to the highest.
#: Migrations give the permissions: `grant()` in quotes/models/permissions.py.
ROLES = {
    CONTRIBUTORS: (
        "Enter drafts, correct their own and hand them in. They cannot publish."
    ),
    EDITORS: (
        "Everything that contributors can do. Change, publish and withdraw everything, "
        "review what was handed in, and answer readers."
    ),
    CHIEF_EDITORS: (
        "Everything that editors can do. Make accounts and give roles, merge "
        "duplicates, and edit the pages about the site."
    ),
}


def describe_group(group):
    """Return a sentence about what the members of a group may do."""
    if sentence := ROLES.get(group.name):
        return sentence
    number = group.permissions.count()
    return f"A group of this site, with {number} permissions."


def permissions_of(user):
    """Return the keys of the permissions that an account holds, also if inactive."""
    held = Permission.objects.filter(group__user=user) | Permission.objects.filter(
        user=user
    )
    return set(held.values_list("pk", flat=True))


def may_manage(user, other):
    """Return whether a user may change another account, or None for a new one.

    Nobody may change an account with more rights than their own: setting its password
    would give them these rights.
    """
    if user.is_superuser or other is None:
        return True
    return not other.is_superuser and permissions_of(other) <= permissions_of(user)


def groups_to_give(user):
    """Return the groups that a user may add accounts to: those of no higher rank."""
    if user.is_superuser:
        return Group.objects.all()
    higher = Permission.objects.exclude(pk__in=permissions_of(user))
    return Group.objects.exclude(permissions__in=higher)
