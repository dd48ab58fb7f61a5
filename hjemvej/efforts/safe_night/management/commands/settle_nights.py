"""Which nights are not made up? Make them up now, as the job would have done each morning."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjemvej.efforts.safe_night.mornings.actions import settle_nights
from hjemvej.platform.access.viewer import system


class Command(BaseCommand):
    help = "Makes up every night that is over and not made up, and says which. May be run again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        nights = settle_nights(by=system("settle_nights"), at=timezone.now())
        told = ", ".join(night.isoformat() for night in nights)
        self.stdout.write(f"Made up: {told}." if nights else "Every night that is over was made up already.")
