"""manage.py rotate_secret_key: after a new HJEMVEJ_SECRET_KEY, before the old one is taken out."""

from typing import Any

from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.identity import actions


class Command(BaseCommand):
    help = "Seals passwords and one-time codes anew with HJEMVEJ_SECRET_KEY. All or none; may be run again."

    def handle(self, *args: Any, **options: Any) -> None:
        by = system("rotate_secret_key")
        try:
            with looking_as(by):
                number = actions.close_secrets_anew(by=by, at=timezone.now())
        except InvalidToken:
            raise CommandError("Some were closed with a key that is not in HJEMVEJ_OLD_SECRET_KEYS.") from None
        self.stdout.write(f"{number} passwords and second factors sealed anew.")
