"""How is the key of what is sealed changed? Put the new key first in HJEMVEJ_CPR_KEYS, run this, drop the old key."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.rooms import sealed_rows


class Command(BaseCommand):
    help = "Seals CPR numbers and files anew with the first key of HJEMVEJ_CPR_KEYS. Stopped midway, run it again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        by = system("rotate_cpr_key")
        for sealed in sealed_rows():
            with looking_as(by):
                count = sealed.seal_anew(by=by, at=timezone.now())
            self.stdout.write(f"{count} {sealed.what} encrypted anew.")
