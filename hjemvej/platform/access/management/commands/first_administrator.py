"""manage.py first_administrator: somebody must be let in before there is anybody to let them in."""

import os
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hjemvej.platform.access import actions, queries
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import looking_as, system


class Command(BaseCommand):
    help = "Make the municipality's team and its first administrator; print the link for choosing a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", required=True, help="the team's name, as in HJEMVEJ_ENTRY_TEAM")
        parser.add_argument("--name", required=True)
        parser.add_argument("--email", required=True)

    def handle(self, *args: Any, organisation: str, name: str, email: str, **options: Any) -> None:
        if queries.there_is_an_administrator():
            raise CommandError("There is an administrator already, who adds the rest under Medlemmer.")
        by, at = system("first_administrator"), timezone.now()
        with transaction.atomic(), looking_as(by):
            team = actions.make_team(name=organisation, by=by, at=at)
            today = timezone.localdate(at)
            user = actions.add_member(
                organisation=team, name=name, email=email, role=Role.ADMINISTRATOR, from_on=today, by=by, at=at
            )
        path = reverse("access:choose_password", args=[str(user.pk), default_token_generator.make_token(user)])
        self.stdout.write(f"Choose a password within three days: {_site()}{path}")


def _site() -> str:
    """Return the first address that the site answers to, unless that is a pattern."""
    if settings.DEMO:
        return f"http://localhost:{os.environ.get('HJEMVEJ_PORT') or '8000'}"
    host = settings.ALLOWED_HOSTS[0]
    return f"https://{'YOUR-HOST' if host.startswith(('.', '*')) else host}"
