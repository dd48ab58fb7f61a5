"""Is every figure of every month the same to the digit after a good share of the citizens were erased?"""

import datetime
import pathlib
import random
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from conftest import as_owner
from hjemvej.efforts.safe_night.models import Night, Outcome
from hjemvej.efforts.safe_night.mornings.queries.figures import unsafe_nights
from hjemvej.ground.people.models import Person
from hjemvej.ground.retention import actions
from hjemvej.ground.retention.models import Spell
from hjemvej.ground.retention.queries.due import cases
from hjemvej.ground.retention.rules import month_ends_between
from hjemvej.ground.situations.rules import end_of_day
from hjemvej.insight.mapping.actions import close_months
from hjemvej.insight.mapping.models import SpellMonth
from hjemvej.insight.mapping.queries import months, overview
from hjemvej.invented import setting_out
from hjemvej.invented.history import History
from hjemvej.invented.ledger import Ledger, log_asleep
from hjemvej.invented.town import houses
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from tests import bystanders

DAYS = 420
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)


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


@pytest.fixture
def person_of_ours(our_team):
    def make(name: str) -> Person:
        person = Person.objects.create(given_names=name, surname="Prøvesen", created_at=timezone.now())
        NeedToKnow.objects.create(person_id=person.pk, organisation=our_team, basis="case", from_at=timezone.now())
        return person

    return make


# Figures of the last two years, or of today, that leave the erased out, and say so below the picture.
WITHOUT_THE_ERASED = {"way_home", "who_got_homes", "still_at_home", "verdicts"}


def figures(start: datetime.date, until: datetime.date, at: datetime.datetime, viewer: Viewer) -> dict[Any, Any]:
    """Every month's figures: the curve as known now and then, who came and left and why, and the nights."""
    found: dict[Any, Any] = {}
    for end in month_ends_between(start, until):
        first = end.replace(day=1)
        nights = unsafe_nights(viewer=viewer, from_night=first, until_night=end + DAY)
        found[first, "nights"] = nights.nights, nights.people, nights.missing
        found[first, "curve"] = months(min(end, until), viewer=viewer)
    counted = overview(until, viewer=viewer, at=at)
    found["overview"] = replace(counted, brought={})
    found |= {("brought", name): of for name, of in counted.brought.items() if name not in WITHOUT_THE_ERASED}
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
    assert len(closed) > everybody / 8
    with bystanders.away():
        for person_id in closed:
            actions.erase_person(person_id, by=by, at=now, because="prøve")
    assert Person.objects.filter(merged_into=None).count() == everybody - len(closed)
    assert Spell.objects.count() == len(closed)
    assert SpellMonth.objects.exclude(why="").exists()
    after = figures(start, until, now, by)
    assert {key for key in before if before[key] != after[key]} == set()


def test_the_nights_of_a_month_as_known_on_any_day_are_the_same_after_erasing(
    our_team, person_of_ours, settings, tmp_path: pathlib.Path
):
    """Forty nights, told and corrected in the weeks after; a bystander has as many and stays."""
    settings.ARCHIVE_DIR, settings.ERASED_FILE = str(tmp_path / "archive"), str(tmp_path / "erased")
    by, rng, first = system("test"), random.Random(4), datetime.date(2026, 3, 1)
    gone, stays = person_of_ours("Testa"), person_of_ours("Blivende")
    for person in (gone, stays):
        for night in (first + back * DAY for back in range(40)):
            learned = sorted(rng.sample(range(1, 40), k=rng.randrange(1, 4)))
            for known, until in zip(learned, [*learned[1:], None], strict=True):
                Night.objects.create(
                    person=person, night=night, outcome=rng.choice(Outcome.values), in_homelessness=rng.random() < 0.9,
                    recorded_at=end_of_day(night + known * DAY) - HOUR,
                    superseded_at=end_of_day(night + until * DAY) - HOUR if until else None,
                )  # fmt: skip

    def asked() -> list[Any]:
        days = [None, *(end_of_day(first + ahead * DAY) for ahead in range(90))]
        windows = [(first, datetime.date(2026, 4, 1)), (datetime.date(2026, 4, 1), datetime.date(2026, 5, 1))]
        return [
            unsafe_nights(viewer=by, from_night=begins, until_night=ends, known_at=at).in_words
            for begins, ends in windows
            for at in days
        ]

    with looking_as(by):
        before = asked()
    assert len({str(one) for one in before}) > 50
    actions.erase_person(gone.pk, by=by, at=timezone.now(), because="prøve")
    assert not Night.objects.filter(person_id=gone.pk).exists()
    with looking_as(by):
        assert asked() == before
