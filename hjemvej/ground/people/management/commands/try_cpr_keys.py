"""Do the keys fit this database? To be asked after a restore, and before an old key is taken out."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hjemvej.ground.people import queries
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.sealing import seals


class Command(BaseCommand):
    help = "Opens every CPR number and finds it again, and says which keys they are encrypted with. Shows no number."

    def handle(self, *_args: Any, **_options: Any) -> None:
        by = system("try_cpr_keys")
        try:
            with looking_as(by):
                tried = queries.try_cpr_keys(viewer=by)
        except seals.UnknownKey as problem:
            raise CommandError(str(problem)) from None
        if tried.not_found_again:
            raise CommandError(
                f"{tried.not_found_again} CPR numbers are not found again: HJEMVEJ_CPR_LOOKUP_KEY is another than"
                " the one they were written with. Do not serve this database with it."
            )
        with_keys = ", ".join(f"{number} with the key {key!r}" for key, number in sorted(tried.by_key.items()))
        self.stdout.write(f"The keys fit: {with_keys or 'there are no CPR numbers yet'}.")
