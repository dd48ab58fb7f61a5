"""Make the invented municipality: three years of life from one seed. Refuses where real people may be."""

import datetime
import pathlib
import shutil
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from hjemvej.ground.people.models import Person
from hjemvej.insight.mapping.actions import close_months
from hjemvej.invented import setting_out
from hjemvej.invented.history import History
from hjemvej.invented.ledger import Ledger, log_asleep
from hjemvej.invented.town import houses, members
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.identity.models import User

YEARS = 3
WIDTH = 30


def progress_line(day: datetime.date, share: float, columns: int) -> str:
    """Write the progress in a line shorter than the terminal is wide, for only such a line can be written over."""
    words, month = "  Den opdigtede kommune lever  ", f"{day:%Y-%m}"
    width = min(WIDTH, columns - 1 - len(f"{words}  {month}"))
    if width < 5:
        return f"  Kommunen lever  {month}"[: max(columns - 1, 0)]
    done = round(width * share)
    return f"{words}{'█' * done}{'·' * (width - done)}  {month}"


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=int, default=1, help="20 makes 17,000 persons, 1,500,000 nights")
        parser.add_argument("--seed", type=int, default=2023)
        parser.add_argument("--days", type=int, default=365 * YEARS)

    def handle(self, *args: Any, scale: int, seed: int, days: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Kun til demo: sæt HJEMVEJ_DEMO=1. Kommandoen rører ikke en database med rigtige borgere."
            )
        if Person.objects.exists():
            self.stdout.write("  Den opdigtede kommune er her allerede.")
            self._write_sign_ins()
            return
        if User.objects.exists():
            raise CommandError("Databasen har allerede brugere, men ingen opdigtet kommune. Brug en tom database.")
        now = timezone.now()
        until = timezone.localdate(now - datetime.timedelta(hours=4))
        start, ledger = until - datetime.timedelta(days=days), Ledger()
        with transaction.atomic(), log_asleep(setting_out.our_tables()):
            setting_out.build(houses(scale), at=now)
            history = History(
                seed=seed, scale=scale, start=start, until=until, now=now, houses=houses(scale), ledger=ledger
            )
            history.live(lambda day: self._progress(day, start, days))
            self.stdout.write("\n  Gemmer …" if self.stdout.isatty() else "  Gemmer …")
            ledger.flush()
            setting_out.write_when_they_died()
            setting_out.make_up_nights(start, until)
            setting_out.end_needs_that_are_over(timezone.localdate(now))
            setting_out.say_that_all_are_invented()
        setting_out.analyse()
        by = system("invented")
        with looking_as(by):
            close_months(on=timezone.localdate(now), by=by, at=now)
        counted = ", ".join(f"{count:,} {name}".replace(",", ".") for name, count in sorted(ledger.counts.items()))
        self.stdout.write(f"  {counted}")
        self._write_sign_ins()

    def _progress(self, day: datetime.date, start: datetime.date, days: int) -> None:
        """Show a growing bar, or a line a year where there is no terminal."""
        if self.stdout.isatty() and (day.day == 1 or day == start):
            line = progress_line(day, (day - start).days / days, shutil.get_terminal_size().columns)
            self.stdout.write(f"\r{line}", ending="")
            self.stdout.flush()
        elif not self.stdout.isatty() and (day == start or (day.day, day.month) == (1, 1)):
            self.stdout.write(f"  Den opdigtede kommune lever: {day:%Y-%m}")

    def _write_sign_ins(self) -> None:
        lines = [f"{m.email:<44} {m.role.label} · {m.organisation}" for m in members()[: setting_out.SIGN_INS_SHOWN]]
        text = "\n".join(["Log ind som (adgangskode: " + setting_out.PASSWORD + ")", *lines, ""])
        place = pathlib.Path(settings.BASE_DIR) / ".local" / "demo-signins.txt"
        place.parent.mkdir(exist_ok=True)
        place.write_text(text)
        self.stdout.write(f"  Hvem man kan logge ind som, står i {place.relative_to(settings.BASE_DIR)}")
