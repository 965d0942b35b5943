"""Switches off the second factor of a user, for when nobody can do so at the desk."""

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from accounts import second_factor
from accounts.sign_in_log import write


class Command(BaseCommand):
    help = "Switch off the second factor of a user, and end the user's sessions."

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name with which the user signs in")

    def handle(self, *, name, **options):
        user = User.objects.filter(username=name).first()
        if user is None or second_factor.device_of(user) is None:
            raise CommandError(f"No user “{name}” with a second factor.")
        second_factor.switch_off(user)
        second_factor.end_sessions(user)
        write(None, "second factor reset", name, by="a command")
        self.stdout.write(f"{name} now signs in with the password alone.")
