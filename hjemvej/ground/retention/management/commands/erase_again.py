"""manage.py erase_again: erase those whom an older backup has brought back. `restore` and the hourly job do it too."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjemvej.ground.retention import actions
from hjemvej.platform.access.viewer import system


class Command(BaseCommand):
    help = "Erase again every citizen whose mark stands in HJEMVEJ_ERASED_FILE."

    def handle(self, *args: Any, **options: Any) -> None:
        count = actions.erase_those_brought_back(by=system("erase_again"), at=timezone.now())
        self.stdout.write(f"{count} records erased again.")
