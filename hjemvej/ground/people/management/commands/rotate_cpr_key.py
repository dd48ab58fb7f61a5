"""How is the key for CPR numbers changed? Put the new key first in HJEMVEJ_CPR_KEYS, run this, drop the old key."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjemvej.ground.people.actions import rotate_cpr_keys
from hjemvej.platform.access.viewer import looking_as, system


class Command(BaseCommand):
    help = "Encrypts every CPR number anew with the first key of HJEMVEJ_CPR_KEYS. All or none; may be run again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        by = system("rotate_cpr_key")
        with looking_as(by):
            count = rotate_cpr_keys(by=by, at=timezone.now())
        self.stdout.write(f"{count} CPR numbers encrypted anew.")
