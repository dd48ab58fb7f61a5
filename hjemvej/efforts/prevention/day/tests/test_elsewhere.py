"""Is a home at risk on the citizen's page and in the register, for who may see it, as it was on the day?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.day import elsewhere
from hjemvej.efforts.prevention.helping import actions as helping
from hjemvej.efforts.prevention.helping.queries import kind_on
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.rooms import Moment

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def moment(now):
    return Moment(now, now.date(), now.date())


@pytest.fixture
def signal(typed, act, testa):
    return act(actions.settle_person, signal=typed(), person_id=testa.pk)


@pytest.fixture
def uberoert(freja, now, typed, act):
    """A citizen with a case that nothing here is about."""
    with looking_as(freja):
        other = people.create_person(by=freja, at=now, given_names="Uberørt", surname="Prøvesen")
    act(actions.take_up, signal=act(actions.settle_person, signal=typed(name="Uberørt", amount=7), person_id=other.pk))
    return other


def shown(person, viewer, moment):
    with looking_as(viewer):
        return elsewhere.card(person, viewer, moment)


def test_a_signal_that_waits_is_the_next_step(testa, freja, moment, signal, uberoert):
    found = shown(testa, freja, moment)
    assert (found["case"], [one.pk for one in found["signals"]]) == (None, [signal.pk])
    (answer,) = elsewhere.answers(found)
    assert answer.words == "Tag signalet op: Fogedrettens besked om udsættelse"


def test_then_the_case_with_its_first_deadline(testa, freja, moment, signal, act, uberoert):
    case = act(actions.take_up, signal=signal)
    found = shown(testa, freja, moment)
    assert (found["case"].pk, found["signals"], found["case"].waits) == (case.pk, [], False)
    assert [one.words for one in elsewhere.answers(found)] == [f"Sag om at beholde hjemmet: {found['due']}"]
    said = helping.Sought("Ydelsen", moment.on)
    act(helping.seek_help, case=case, kind=kind_on("moving", moment.on), said=said)
    assert shown(testa, freja, moment)["case"].waits


def test_nothing_where_there_is_none(testa, freja, moment, uberoert):
    found = shown(testa, freja, moment)
    assert (found["case"], found["signals"], list(elsewhere.answers(found))) == (None, [], [])


def test_who_does_not_work_with_it_is_shown_nothing(testa, viewer_for, shelter_worker, moment, signal):
    assert shown(testa, viewer_for(shelter_worker), moment) == {"case": None, "signals": []}


def test_the_citizens_page_shows_it(page, testa, signal):
    assert "Signal, der venter" in page.get(reverse("staff:person", args=[testa.pk])).content.decode()


def test_the_register_knows_it_as_it_was_on_the_day(testa, uberoert, freja, act, signal, now, moment):
    case = act(actions.take_up, signal=signal)
    act(actions.close_case, case=case, outcome="kept", words="", at=now + 5 * DAY)
    everybody = [testa.pk, uberoert.pk]
    with looking_as(freja):
        for days, expected in ((-1, ["ingen"]), (0, ["sag"]), (4, ["sag"]), (5, ["ingen"])):
            asked = {"on": moment.on + days * DAY, "known_on": None, "viewer": freja}
            listed = elsewhere.let_through(everybody, since={}, **asked)
            assert listed[testa.pk] == expected
            assert (testa.pk in elsewhere.columns(everybody, **asked)) == (expected == ["sag"])
        kept = elsewhere.columns(everybody, on=moment.on, known_on=None, viewer=freja)
    assert set(kept) == set(everybody)
    cell = elsewhere.cell(kept[uberoert.pk], now)
    assert (cell.text, cell.pill) == ("Sag", "")
    assert elsewhere.cell(kept[uberoert.pk], now + 60 * DAY).pill
    assert elsewhere.in_a_sheet(kept[testa.pk]) == moment.on
