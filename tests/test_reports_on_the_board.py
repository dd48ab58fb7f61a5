"""Is a report of somebody nobody knows on the night's board, and does its mark change with all that it shows?"""

import datetime
from dataclasses import replace

import pytest
from django.urls import reverse

from hjemvej.efforts.one_entry.actions.receiving import record_inquiry
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.efforts.one_entry.queries import reports_tonight
from hjemvej.efforts.safe_night.board import queries as board
from hjemvej.efforts.safe_night.mornings.actions import correct_night
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.actions import record_situation
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import looking_as

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
pytestmark = pytest.mark.usefixtures("clock_stands")


@pytest.fixture
def us(coordinator, viewer_for):
    return viewer_for(coordinator)


def test_a_report_of_somebody_nobody_knows_is_on_the_board_until_somebody_is_known(
    our_team, us, now, client_of, coordinator
):
    told = {"organisation": our_team, "received_at": now - HOUR, "recorded_at": now, "channel": "phone",
            "asker_kind": "neighbour"}  # fmt: skip
    with looking_as(us):
        known = create_person(by=us, at=now, given_names="Kendt")
        under = Inquiry.objects.create(**told, about="en kvinde", where="under broen", concerns=["seen_outside"])
        Inquiry.objects.create(
            **told, about="en mand", tonight="no_place", status="closed", closed_at=now, outcome="course"
        )
        Inquiry.objects.create(**told, about="en nabo", concerns=["losing_home"])
        Inquiry.objects.create(**told, person=known, tonight="no_place")
        old = told | {"received_at": now - 8 * DAY}
        Inquiry.objects.create(**old, about="for længe siden", tonight="no_place")
        (report,) = board.everybody(night_of(now), now, viewer=us).reports
    assert (report.title, report.where) == ("en kvinde", "under broen")
    visitor = client_of(coordinator)
    page = visitor.get(reverse("safe_night:board")).content.decode()
    assert "Én melding om en, vi ikke kender." in page
    assert reverse("one_entry:inquiry", args=[under.pk]) in page
    with looking_as(us):
        Inquiry.objects.filter(pk=under.pk).update(person=known)
    assert "vi ikke kender" not in visitor.get(reverse("safe_night:board")).content.decode()


def test_reports_are_shown_to_those_who_handle_inquiries_alone(our_team, us, now):
    with looking_as(us):
        Inquiry.objects.create(
            organisation=our_team, received_at=now - HOUR, recorded_at=now, channel="phone", asker_kind="neighbour",
            about="en kvinde", concerns=["seen_outside"],
        )  # fmt: skip
    shown = {}
    for role in (Role.COORDINATOR, Role.ADMINISTRATOR):
        viewer = replace(us, role=role)
        with looking_as(viewer):
            shown[role] = [report.title for report in reports_tonight(viewer, now)]
    assert shown == {Role.COORDINATOR: ["en kvinde"], Role.ADMINISTRATOR: []}


def test_the_boards_mark_changes_with_all_that_it_shows(us, now):
    night = night_of(now)
    with looking_as(us):
        person = create_person(by=us, at=now, given_names="Testa")
    said = {"person_id": person.pk, "source": "os", "certainty": "told", "by": us}
    changes = [
        lambda: record_situation(kind="gade", from_on=night - DAY, at=now, **said),
        lambda: record_situation(kind="ukendt", from_on=night, at=now + HOUR, **said),
        lambda: correct_night(
            person_id=person.pk, night=night - DAY, outcome="missing", what_happened="x", by=us, at=now + 2 * HOUR
        ),
        lambda: record_inquiry(
            by=us, at=now, channel="phone", asker_kind="neighbour", about="en kvinde", concerns=["seen_outside"]
        ),
    ]
    with looking_as(us):
        marks = [board.fingerprint(viewer=us)]
        for change in changes:
            change()
            marks.append(board.fingerprint(viewer=us))
    assert len(set(marks)) == len(changes) + 1
