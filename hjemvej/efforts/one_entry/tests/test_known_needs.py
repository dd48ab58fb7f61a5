"""Whose threatened home is taken up at once, since their case is open with us (RSL § 5 a)?"""

import datetime

import pytest
from django.utils import timezone

from hjemvej.efforts.one_entry import actions, queries
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.ground.casework.actions import assign_coordinator, close_course, open_course
from hjemvej.ground.people.actions import create_person
from hjemvej.platform.access.viewer import looking_as

pytestmark = pytest.mark.django_db
KINDS = {"course": "åbent forløb", "coordinator": "koordinator", "inquiry": "anden åben henvendelse"}


@pytest.fixture
def tenant(karen, now):
    with looking_as(karen):
        return create_person(by=karen, at=now, given_names="Lis", surname="Lejer")


@pytest.fixture
def known(karen, coordinator, now, tenant, recorded):
    """Give `known("course")`: the tenant's case is open with us; returns what closes it again."""

    def make(need):
        if need == "course":
            course = open_course(person_id=tenant.pk, kind="one_entry", because="", by=karen, at=now)
            return lambda: close_course(course=course, outcome="klaret", by=karen, at=now)
        if need == "coordinator":
            assign_coordinator(person_id=tenant.pk, coordinator_id=coordinator.pk, by=karen, at=now)
            return None
        other = recorded(person_id=tenant.pk, concerns=["support"])
        return lambda: actions.close_inquiry(inquiry=other, outcome="advised", text="", by=karen, at=now)

    return make


def reasons_of(inquiry, viewer, at):
    """The reasons by RSL § 5 a on the inquiry's own page, in the inbox, and among the day's steps."""
    own = [reason.text for reason in queries.urgency_of(inquiry, at, viewer=viewer).reasons if reason.law]
    [row] = [row for row in queries.inbox("all", viewer=viewer, at=at).rows if row.inquiry.pk == inquiry.pk]
    [todays] = [row for row in queries.needs_me(viewer, at) if row.inquiry.pk == inquiry.pk]
    listed = [reason.text for reason in row.urgency.reasons if reason.law]
    assert listed == [reason.text for reason in todays.urgency.reasons if reason.law]
    assert set(listed) <= set(own)
    return listed, row.urgency.level


@pytest.mark.parametrize("need", KINDS)
def test_a_tenant_whose_case_is_open_is_taken_up_at_once_until_it_is_closed(need, karen, now, tenant, known, recorded):
    with looking_as(karen):
        close = known(need)
        threatened = recorded(person_id=tenant.pk, eviction_on=timezone.localdate(now) + datetime.timedelta(days=10))
        stranger = create_person(by=karen, at=now, given_names="Bo", surname="Bysander")
        bystander = recorded(person_id=stranger.pk, eviction_on=timezone.localdate(now) + datetime.timedelta(days=10))
        told, level = reasons_of(threatened, karen, now)
        assert (len(told), level) == (1, "today")
        assert KINDS[need] in told[0]
        assert reasons_of(bystander, karen, now) == ([], "soon")
        if close:
            close()
            assert reasons_of(threatened, karen, now) == ([], "soon")


def test_an_inquiry_is_no_known_need_to_itself_nor_is_another_teams(karen, now, tenant, recorded, other_team):
    with looking_as(karen):
        threatened = recorded(person_id=tenant.pk, concerns=["losing_home"])
        assert reasons_of(threatened, karen, now) == ([], "soon")
    Inquiry.objects.create(
        received_at=now, recorded_at=now, organisation=other_team, channel="phone", asker_kind="self", person=tenant
    )
    with looking_as(karen):
        assert reasons_of(threatened, karen, now) == ([], "soon")
