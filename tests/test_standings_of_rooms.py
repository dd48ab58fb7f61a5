"""How does a citizen stand with each room that brings a state of its own? In real rows."""

import datetime

import pytest

from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.efforts.safe_night.models import PlaceRequest
from hjemvej.ground.casework.in_hand import queries
from hjemvej.ground.casework.in_hand.tests.conftest import bystander, ib, karen, omar, sleeps_out  # noqa: F401
from hjemvej.ground.casework.models import Course
from hjemvej.ground.decisions.models import Decision
from tests.rows import saved

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def of(karen, bystander, now):  # noqa: F811
    stood = queries.standing_of(bystander.pk, viewer=karen, at=now)
    yield lambda person: queries.standing_of(person.pk, viewer=karen, at=now)
    assert queries.standing_of(bystander.pk, viewer=karen, at=now) == stood


def test_what_other_rooms_know_is_a_state_too(ib, of, our_team, coordinator, now):  # noqa: F811
    saved(Course, person=ib, kind="housing_first", opened_at=now)
    assert of(ib).state == "i et forløb"
    saved(
        Decision, person=ib, organisation=our_team, author=coordinator, written_at=now, hearing_sent_on=now.date(),
        hearing_until_on=(now + DAY).date(),
    )  # fmt: skip
    assert (of(ib).state, of(ib).day) == ("venter på borgerens svar", (now + DAY).date())
    saved(PlaceRequest, person=ib, organisation=our_team, night=now.date(), status="waiting", requested_at=now)
    assert (of(ib).state, of(ib).step) == ("venter på en plads i nat", "Find en plads")


def test_an_open_inquiry_alone_is_notice_and_who_takes_it_follows_up(sleeps_out, of, our_team, omar, now):  # noqa: F811
    person = sleeps_out("Åse", None, kind="egen_bolig", step=False)
    inquiry = saved(
        Inquiry, person=person, organisation=our_team, received_at=now - HOUR, recorded_at=now - HOUR, status="new",
    )  # fmt: skip
    found = of(person)
    assert found.lacking == {"owner"}
    assert found.reasons == ("Ingen har taget henvendelsen",)
    Inquiry.objects.update(status="taken", taken_by=omar, taken_at=now)
    assert (of(person).owner.id, of(person).state, of(person).day) == (
        omar.pk, "venter på vores svar", (now + 23 * HOUR).date(),
    )  # fmt: skip
    Inquiry.objects.filter(pk=inquiry.pk).update(answered_at=now)
    assert of(person).lacking == {"step"}
    Inquiry.objects.update(status="closed", closed_at=now, outcome="advised")
    assert of(person) is None
