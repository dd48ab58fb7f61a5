"""manage.py remove_second_factor EMAIL: for one who has lost phone, key and recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.identity import actions, queries


class Command(BaseCommand):
    help = "Take away somebody's second factors; at the next sign-in they must choose a new one. Make sure it is them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = queries.user_with_email(email)
        if user is None:
            raise CommandError(f"Nobody here has the address {email}.")
        by = system("remove_second_factor")
        with looking_as(by):
            number = actions.remove_second_factors(user=user, by=by, at=timezone.now())
        self.stdout.write(f"{number} second factors of {user.name} are removed; it stands in the log.")
