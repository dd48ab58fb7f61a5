"""Two colleagues decide the same home, or end the meeting, in the same second: the second hears that it is done."""

from functools import partial

import pytest

from hjemvej.efforts.housing_first.meeting import actions
from hjemvej.efforts.housing_first.models import HousingMeeting, MeetingChoice, MeetingHome
from hjemvej.platform.access.viewer import looking_as
from tests import bystanders
from tests.test_row_locks import outcome_of_the_second

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def as_karen(karen):
    def act(action):
        with looking_as(karen):
            return action()

    return act


@pytest.fixture
def second(as_karen):
    """Give `second(first, other)`: what becomes of the other action, both as Karen."""
    return lambda first, other: outcome_of_the_second(partial(as_karen, first), partial(as_karen, other))


@pytest.fixture
def meeting(karen, homeless, vacant, at, monkeypatch):
    """Two wait, the bystander among them, and two homes are vacant."""
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    homeless("Ib", kind="herberg")
    for address in ("Prøvevej 1", "Prøvevej 2"):
        vacant(address, form="private")
    with looking_as(karen):
        return actions.begin_meeting(present="Teamet", by=karen, at=at)


def test_a_home_is_decided_once(second, karen, meeting, at):
    home = MeetingHome.objects.order_by("id")[0]
    proposed = MeetingChoice.objects.get(home=home, gave_way_at=None)
    decide = partial(actions.decide_home, home_id=home.pk, by=karen, at=at)
    agreed = partial(decide, person_id=proposed.person_id, because="")
    assert second(agreed, partial(decide, person_id=None, because="Ses først")) == "AlreadyDecided"
    assert MeetingHome.objects.get(pk=home.pk).decided == "agreed"
    assert MeetingChoice.objects.filter(is_chosen=True).count() == 1


def test_nobody_is_chosen_for_two_homes(second, karen, meeting, at):
    """One agrees to a proposal while another chooses the same citizen for the other home."""
    home, other = MeetingHome.objects.order_by("id")
    person_id = MeetingChoice.objects.get(home=home, gave_way_at=None).person_id
    decide = partial(actions.decide_home, person_id=person_id, by=karen, at=at)
    agreed = partial(decide, home_id=home.pk, because="")
    assert second(agreed, partial(decide, home_id=other.pk, because="Tæt på")) == "DoesNotFit"
    assert MeetingChoice.objects.filter(is_chosen=True, person_id=person_id).count() == 1


def test_two_teams_do_not_begin_about_the_same_homes(karen, viewer_for, colleague_in_other_team, meeting, as_karen, at):
    """Both begin in the same second; and afterwards the other team is told in words, until the meeting is ended."""
    other = viewer_for(colleague_in_other_team)
    with looking_as(karen):
        actions.end_meeting(meeting=meeting, by=karen, at=at)
    begin = partial(actions.begin_meeting, present="Teamet", at=at)

    def theirs():
        with looking_as(other):
            return begin(by=other)

    assert outcome_of_the_second(partial(as_karen, partial(begin, by=karen)), theirs) == "HomeIsElsewhere"
    assert MeetingHome.objects.filter(is_open=True).count() == 2
    with pytest.raises(actions.HomeIsElsewhere, match="holder boligmøde om de ledige boliger nu"):
        theirs()
    with looking_as(karen):
        actions.end_meeting(meeting=HousingMeeting.objects.get(ended_at=None), by=karen, at=at)
    assert theirs().found["elsewhere"] == 0


def test_a_meeting_is_ended_once_and_then_nothing_is_decided(second, karen, meeting, at):
    end = partial(actions.end_meeting, meeting=meeting, by=karen, at=at)
    assert second(end, end) == "AlreadyDecided"
    assert HousingMeeting.objects.get().ended_at == at
