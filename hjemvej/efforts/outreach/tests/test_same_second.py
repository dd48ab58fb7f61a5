"""Do two tabs in the same second begin one round, write one place, and see the later visit stay?"""

import datetime

import pytest

from hjemvej.efforts.outreach import actions
from hjemvej.efforts.outreach.models import Meeting, Place, Promise, Round
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from tests.rows import AT, saved
from tests.test_row_locks import outcome_of_the_second

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("bystanders_stay_away")]
LATER = AT + datetime.timedelta(minutes=1)


@pytest.fixture
def lea(karen):
    person = saved(Person, given_names="Lea")
    NeedToKnow.objects.create(person_id=person.pk, organisation_id=karen.team_id, basis="case", from_at=AT)
    return person


def test_the_same_meeting_in_two_tabs_is_one(lea, karen):
    said = actions.Said(AT, own_words="Jeg fryser", promised="kaffe", by_on=AT.date())
    write = lambda: actions.write_meeting(person_id=lea.pk, known_as="", place=None, said=said, by=karen, at=AT)  # noqa: E731
    assert outcome_of_the_second(write, write) == "Meeting"
    assert (Meeting.objects.count(), Promise.objects.count()) == (1, 1)


def test_of_two_who_close_a_promise_the_second_hears_who_was_first(lea, karen):
    promise = saved(Promise, person=lea, team_id=karen.team_id, worker_id=karen.user_id)
    kept, forgotten = (
        lambda how=how: actions.close_promise(promise=promise, outcome=how, by=karen, at=LATER)
        for how in ("kept", "forgotten")
    )
    assert outcome_of_the_second(kept, forgotten) == "AlreadyClosed"
    assert Promise.objects.get().outcome == "kept"


def test_one_round_begins(karen):
    begin = lambda: actions.begin_round(others="", by=karen, at=AT)  # noqa: E731
    assert outcome_of_the_second(begin, begin) == "Round"
    assert Round.objects.count() == 1


def test_a_place_is_written_once(karen):
    add = lambda: actions.add_place(name="Havnen", coarseness="part", where="", by=karen, at=AT)  # noqa: E731
    assert outcome_of_the_second(add, add) == "PlaceIsThere"
    assert Place.objects.count() == 1


def test_an_earlier_visit_that_arrives_later_does_not_undo_the_later_one(karen):
    place = saved(Place, team_id=karen.team_id)
    late, early = (lambda at=at: actions.say_nobody_there(place=place, by=karen, at=at) for at in (LATER, AT))
    assert outcome_of_the_second(late, early) == "NoneType"
    assert Place.objects.get().visited_at == LATER
