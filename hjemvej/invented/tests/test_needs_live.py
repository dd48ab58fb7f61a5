"""Is each citizen of the invented town whom a team may open there for a reason, and does no figure lose the others?"""

import datetime
from collections import Counter

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import as_owner
from hjemvej.ground.needs import queries as needs
from hjemvej.ground.needs.actions import end_needs
from hjemvej.insight.mapping.queries import overview
from hjemvej.invented import setting_out
from hjemvej.invented.history import History
from hjemvej.invented.ledger import Ledger, log_asleep
from hjemvej.invented.town import houses
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.identity.models import User

BY = system("test")


@pytest.fixture
def today(db: None) -> datetime.date:
    """A town that has lived for most of a year, and no need in it has ended yet."""
    now, ledger = timezone.now(), Ledger()
    until = timezone.localdate(now - datetime.timedelta(hours=4))
    with as_owner(), log_asleep(setting_out.our_tables()):
        setting_out.build(houses(1), at=now)
        start = until - datetime.timedelta(days=250)
        History(seed=7, scale=1, start=start, until=until, now=now, houses=houses(1), ledger=ledger).live(
            lambda day: None
        )
        ledger.flush()
        setting_out.write_when_they_died()
    return timezone.localdate(now)


def end_what_is_over(on: datetime.date) -> None:
    with as_owner(), log_asleep(setting_out.our_tables()):
        setting_out.end_needs_that_are_over(on)


def test_every_open_need_has_a_living_reason_or_stands_within_its_days(today):
    end_what_is_over(today)
    left = needs.endings(needs.people_with_open_needs(viewer=BY), on=today, viewer=BY)
    assert not [held for held, ending in left.items() if ending.is_over(today)]
    reasons = Counter(reason.mark for ending in left.values() for reason in ending.reasons)
    assert set(reasons) == {"holds", "fails"}
    ended = NeedToKnow.objects.filter(basis="case").exclude(until_at=None)
    assert ended.count() > 30, "those who live in a home of their own, and have for a while"
    assert not ended.filter(until_at__gt=timezone.now()).exists()
    assert end_needs(by=BY, at=timezone.now()) == 0, "the job has nothing left to do"


def test_no_figure_of_the_overview_changes_and_the_register_lists_all_in_homelessness(today, client_of):
    at = timezone.now()
    before = overview(today, viewer=BY, at=at)
    end_what_is_over(today)
    assert overview(today, viewer=BY, at=at) == before
    counted = 0
    for email in ("koordinator", "kollega"):
        browser = client_of(User.objects.get(email=f"{email}@proevekoebing.example"))
        with looking_as(BY):
            shown = browser.get(reverse("staff:register")).context
            counted += shown["active"] + shown["inactive"]
    everybody = before.active + before.inactive + before.has_no_permanent_stay
    assert counted == everybody, "who is in homelessness stays on a team's list"
