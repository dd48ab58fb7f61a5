"""Is every figure of every month the same to the digit after a good share of the citizens were erased?"""

import datetime
import pathlib
from typing import Any

import pytest
from django.utils import timezone

from conftest import as_owner
from hjemvej.efforts.safe_night.mornings.queries.figures import unsafe_nights
from hjemvej.ground.people.models import Person
from hjemvej.ground.retention import actions
from hjemvej.ground.retention.models import Spell
from hjemvej.ground.retention.queries.due import cases
from hjemvej.ground.retention.rules import month_ends_between
from hjemvej.insight.mapping.actions import close_months
from hjemvej.insight.mapping.models import SpellMonth
from hjemvej.insight.mapping.queries import months, overview
from hjemvej.invented import setting_out
from hjemvej.invented.history import History
from hjemvej.invented.ledger import Ledger, log_asleep
from hjemvej.invented.town import houses
from hjemvej.platform.access.viewer import Viewer, system
from tests import bystanders

DAYS = 420
DAY = datetime.timedelta(days=1)


@pytest.fixture
def town(db: None) -> tuple[datetime.date, datetime.date, datetime.datetime]:
    """More than a year of life in the invented town: its first and last day, and the moment."""
    now, ledger = timezone.now(), Ledger()
    until = timezone.localdate(now - datetime.timedelta(hours=4))
    start = until - DAYS * DAY
    with as_owner(), log_asleep(setting_out.our_tables()):
        setting_out.build(houses(1), at=now)
        History(seed=11, scale=1, start=start, until=until, now=now, houses=houses(1), ledger=ledger).live(
            lambda day: None
        )
        ledger.flush()
        setting_out.write_when_they_died()
        setting_out.make_up_nights(start, until)
    return start, until, now


def figures(start: datetime.date, until: datetime.date, at: datetime.datetime, viewer: Viewer) -> dict[Any, Any]:
    """Every month's figures: the curve as known now and then, who came and left and why, and the nights."""
    found: dict[Any, Any] = {}
    for end in month_ends_between(start, until):
        first = end.replace(day=1)
        nights = unsafe_nights(viewer=viewer, from_night=first, until_night=end + DAY)
        found[first, "nights"] = nights.nights, nights.people, nights.missing
        found[first, "curve"] = months(min(end, until), viewer=viewer)
    found["overview"] = overview(until, viewer=viewer, at=at)
    return found


def test_every_figure_of_every_month_is_the_same_after_erasing(town, settings, tmp_path: pathlib.Path):
    start, until, now = town
    settings.ARCHIVE_DIR, settings.ERASED_FILE = str(tmp_path / "archive"), str(tmp_path / "erased")
    by = system("test")
    close_months(on=until, by=by, at=now)
    before = figures(start, until, now, by)
    assert any(month.learned_later for month in before["overview"].months)
    assert all(month.adds_up for month in before["overview"].months)
    closed = [case.person_id for case in cases(on=until, viewer=by) if not case.is_open_by][::2]
    everybody = Person.objects.filter(merged_into=None).count()
    assert len(closed) > everybody / 5
    with bystanders.away():
        for person_id in closed:
            actions.erase_person(person_id, by=by, at=now, because="prøve")
    assert Person.objects.filter(merged_into=None).count() == everybody - len(closed)
    assert Spell.objects.count() == len(closed)
    assert SpellMonth.objects.exclude(why="").exists()
    after = figures(start, until, now, by)
    assert {key for key in before if before[key] != after[key]} == set()
