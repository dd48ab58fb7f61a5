"""Is it decided once, on the day, from what is kept; do the counts outlast the names; and who may read whom?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.models import Onset, OnsetTrace
from hjemvej.efforts.prevention.objecting.actions import object_to
from hjemvej.efforts.prevention.onsets import actions as onsets
from hjemvej.efforts.prevention.onsets import queries
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.models import ResponsibleMunicipality
from hjemvej.ground.retention.actions import erase_due
from hjemvej.ground.situations.actions import record_situation, say_homeless_since
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.rules import Said
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event
from hjemvej.platform.ui.typed_dates import Period
from tests.rows import AT

pytestmark = pytest.mark.django_db
D, DAY = datetime.date, datetime.timedelta(days=1)
TODAY = D(2026, 11, 20)
Kind = Situation.Kind
COLUMNS = ("heard", "came_from", "came_to", "began_week", "decided_after")


@pytest.fixture
def slept(act, now):
    def record(person, kind, on, *, at=now):
        said = {"source": "Prøve", "certainty": "seen"}
        return act(record_situation, person_id=person.pk, kind=kind, from_on=on, at=at, **said)

    return record


@pytest.fixture
def lost_home(slept):
    """Give `lost_home(person)`: a home of their own, and from today with friends."""

    def lose(person, on=TODAY):
        slept(person, Kind.OWN_HOME, on - 300 * DAY)
        slept(person, Kind.FAMILY_FRIENDS, on)

    return lose


@pytest.fixture
def uberoert(freja, now, slept):
    """A bystander, who has a home all the while."""
    with looking_as(freja):
        person = people.create_person(by=freja, at=now, given_names="Uberørt", surname="Prøvesen")
    slept(person, Kind.OWN_HOME, TODAY - 300 * DAY)
    return person


def decide(now, days=0):
    return onsets.decide_onsets(by=system("test"), at=now + days * DAY)


def traces():
    return list(OnsetTrace.objects.order_by("pk").values_list(*COLUMNS))


def test_who_lost_a_home_without_a_signal_is_decided_once(testa, uberoert, lost_home, now):
    lost_home(testa)
    assert [decide(now), decide(now), decide(now, 3)] == [1, 0, 0]
    assert traces() == [("none", "egen_bolig", "familie_venner", D(2026, 11, 16), 0)]
    assert Onset.objects.get().person == testa
    assert Event.objects.get(name="prevention.onset_decided").person_id == testa.pk


def test_a_signal_before_it_is_found_and_what_was_known_then_stands(testa, uberoert, lost_home, send, act, now):
    signal = act(actions.settle_person, signal=send(at=now - 9 * DAY), person_id=testa.pk)
    lost_home(testa)
    decide(now)
    act(actions.end_signal, signal=signal, ended="wrong", words="")
    assert (decide(now, 1), traces()[0][0]) == (0, "signal")


def test_a_signal_with_a_case_is_another_answer(testa, lost_home, send, act, now):
    act(actions.take_up, signal=act(actions.settle_person, signal=send(at=now - 9 * DAY), person_id=testa.pk))
    lost_home(testa)
    decide(now)
    assert traces()[0][0] == "in_case"


def test_a_signal_that_is_settled_later_had_come_all_the_same(testa, uberoert, lost_home, send, act, now):
    signal = send(at=now - 9 * DAY)
    lost_home(testa)
    lost_home(uberoert)
    decide(now)
    act(actions.take_up, signal=act(actions.settle_person, signal=signal, person_id=testa.pk))
    decide(now)
    assert dict(Onset.objects.values_list("person_id", "trace__heard")) == {testa.pk: "signal", uberoert.pk: "none"}


def test_what_the_citizen_objects_to_is_not_read_as_a_no(testa, lost_home, send, act, now):
    signal = act(actions.settle_person, signal=send(at=now - 9 * DAY), person_id=testa.pk)
    act(object_to, signal=signal, received_on=TODAY, words="Nej", how="spoken")
    lost_home(testa)
    decide(now)
    assert traces()[0][0] == "objected"


def test_the_day_a_signal_came_is_the_danish_one(testa, lost_home, send, act, now):
    night = datetime.datetime(2026, 11, 19, 23, 30, tzinfo=datetime.UTC)  # the 20th in Denmark: not before
    act(actions.settle_person, signal=send(at=night), person_id=testa.pk)
    lost_home(testa)
    decide(now)
    assert traces()[0][0] == "none"


def test_a_guest_with_a_home_that_cannot_be_used_is_not_counted(testa, act, now):
    said = {"source": "Prøve", "certainty": "seen"}
    act(record_situation, person_id=testa.pk, kind=Kind.OWN_HOME, from_on=TODAY - 300 * DAY, **said)
    act(record_situation, person_id=testa.pk, kind=Kind.SHELTER, from_on=TODAY, unusable_home="Vandskade", **said)
    assert decide(now) == 0


def test_written_too_late_it_is_not_known(testa, lost_home, now):
    lost_home(testa, TODAY - 31 * DAY)
    decide(now)
    assert (traces()[0][0], traces()[0][4]) == ("late", 31)


def test_when_no_signal_could_be_left_it_is_not_asked(testa, lost_home, now):
    lost_home(testa, TODAY - 91 * DAY)
    assert decide(now) == 0


def test_a_first_night_with_us_is_no_first_night(testa, slept, now):
    slept(testa, Kind.STREET, TODAY)
    decide(now)
    assert traces()[0][:2] == ("begin", "")


def test_told_of_before_we_knew_the_citizen_it_is_that_day(testa, slept, act, now):
    slept(testa, Kind.STREET, TODAY)
    told = Said(Period(TODAY - 20 * DAY, TODAY - 20 * DAY, "day"), "Borgeren", "told")
    act(say_homeless_since, person_id=testa.pk, said=told, slept_from=TODAY)
    decide(now)
    assert (Onset.objects.get().began_on, traces()[0][0]) == (TODAY - 20 * DAY, "none")


def test_a_few_nights_elsewhere_begin_no_other(testa, lost_home, slept, now):
    lost_home(testa, TODAY - 20 * DAY)
    decide(now)
    slept(testa, Kind.HOSPITAL, TODAY - 6 * DAY)
    slept(testa, Kind.STREET, TODAY)
    assert decide(now) == 0
    slept(testa, Kind.OWN_HOME, TODAY + 10 * DAY, at=now + 10 * DAY)
    slept(testa, Kind.STREET, TODAY + 100 * DAY, at=now + 100 * DAY)
    assert decide(now, 100) == 1
    assert Onset.objects.count() == 2


def test_a_day_corrected_a_little_begins_no_other(testa, lost_home, slept, now):
    lost_home(testa, TODAY - 5 * DAY)
    decide(now)
    slept(testa, Kind.OWN_HOME, TODAY - 5 * DAY)
    slept(testa, Kind.FAMILY_FRIENDS, TODAY - 2 * DAY)
    assert decide(now) == 0


def test_another_municipalitys_citizen_is_not_counted(testa, uberoert, lost_home, now):
    ResponsibleMunicipality.objects.create(
        person=testa, municipality_code="998", municipality_name="Prøve", from_on=TODAY - 90 * DAY, recorded_at=now
    )
    lost_home(testa)
    lost_home(uberoert, TODAY - 2 * DAY)
    decide(now)
    assert Onset.objects.get().person == uberoert


def test_two_records_of_one_citizen_are_one_in_the_count(testa, uberoert, lost_home, now, coordinator, viewer_for):
    for person, on in ((testa, TODAY), (uberoert, TODAY - 2 * DAY)):
        lost_home(person, on)
    assert decide(now) == 2
    NeedToKnow.objects.filter(person_id__in=[testa.pk, uberoert.pk]).update(from_at=AT)
    merge_people(keep=testa, merge=uberoert, by=viewer_for(coordinator), at=now)
    assert decide(now) == 0
    assert (OnsetTrace.objects.count(), Onset.objects.count()) == (1, 1)


def test_the_counts_stay_when_the_name_goes_on_its_day(testa, uberoert, lost_home, act, freja, now):
    lost_home(testa)
    decide(now)
    act(onsets.learn, onset=Onset.objects.get(), could_tell="landlord", words="Ring til udlejeren", seen="")
    erase_due(by=system("test"), at=now + 370 * DAY)
    assert Onset.objects.count() == 1
    erase_due(by=system("test"), at=now + 400 * DAY)
    assert not Onset.objects.exists()
    with looking_as(freja):
        found = queries.counted(viewer=freja, since=D(2026, 1, 1))
    assert (found.heard, found.could_tell, found.unread) == ({"none": 1}, {"landlord": 1}, 0)


def test_a_colleagues_answer_is_not_written_over_unseen(testa, lost_home, act, now):
    lost_home(testa)
    decide(now)
    onset = Onset.objects.get()
    act(onsets.learn, onset=onset, could_tell="landlord", words="Først", seen="")
    with pytest.raises(onsets.ReadMeanwhile):
        act(onsets.learn, onset=onset, could_tell="nobody", words="Så", seen="")
    onset.refresh_from_db()
    act(onsets.learn, onset=onset, could_tell="nobody", words="Igen", seen=queries.as_seen(onset))
    assert (Onset.objects.get().words, OnsetTrace.objects.get().could_tell) == ("Igen", "nobody")


def test_a_mistake_is_taken_back_once_the_register_says_so_too(testa, uberoert, lost_home, slept, act, now):
    for person in (testa, uberoert):
        lost_home(person)
    decide(now)
    onset = Onset.objects.get(person=testa)
    with pytest.raises(onsets.IsHomeless):
        act(onsets.learn, onset=onset, could_tell="mistake", words="", seen="")
    slept(testa, Kind.OWN_HOME, TODAY)
    act(onsets.learn, onset=onset, could_tell="mistake", words="", seen="")
    assert decide(now) == 0
    assert Onset.objects.get().person == uberoert
    assert (OnsetTrace.objects.count(), Event.objects.filter(name="prevention.onset_read").count()) == (1, 1)


def test_refused_once_the_page_shows_what_stands_and_a_second_press_counts(testa, lost_home, page, act, now):
    lost_home(testa)
    NeedToKnow.objects.filter(person_id=testa.pk).update(from_at=AT)
    decide(now)
    onset = Onset.objects.get()
    act(onsets.learn, onset=onset, could_tell="landlord", words="Fra en kollega", seen="")
    address, typed = reverse("prevention:learn", args=[onset.pk]), {"could_tell": "nobody", "words": "Mit", "seen": ""}
    refused = page.post(address, typed)
    assert "Fra en kollega" in refused.content.decode()
    seen = refused.context["form"]["seen"].value()
    assert page.post(address, {**typed, "seen": seen}).status_code == 302
    assert Onset.objects.get().words == "Mit"


def test_who_became_homeless_before_the_first_monday_is_neither_counted_nor_listed(testa, lost_home, page, act, now):
    lost_home(testa)
    decide(now)
    OnsetTrace.objects.update(began_week=D(2025, 11, 10))
    Onset.objects.update(began_on=D(2025, 11, 14))
    shown = page.get(reverse("prevention:onsets")).content.decode()
    assert "Ingen er kommet i hjemløshed" in shown
    assert "Testa" not in shown
    assert queries.counted_since(TODAY).weekday() == 0


def test_what_is_read_is_not_among_the_unread(testa, uberoert, lost_home, act, freja, now):
    for person in (testa, uberoert):
        lost_home(person)
    decide(now)
    act(onsets.learn, onset=Onset.objects.get(person=testa), could_tell="us", words=" Ring før ", seen="")
    with looking_as(freja):
        assert queries.counted(viewer=freja, since=D(2026, 1, 1)).unread == 1
    assert Onset.objects.get(person=testa).words == "Ring før"


def test_the_page_counts_everybody_and_lists_whom_one_may_see(
    testa, uberoert, lost_home, page, now, django_assert_max_num_queries
):
    lost_home(testa)
    lost_home(uberoert, TODAY - 40 * DAY)
    decide(now)
    with django_assert_max_num_queries(20):
        shown = page.get(reverse("prevention:onsets")).content.decode()
    assert "Om 1 af 1 borger havde ingen sagt noget" in shown
    assert "Testa" in shown
    assert "Uberørt" not in shown, "what cannot be known is not one to learn from"
    assert "Vi fik det at vide for sent" in shown


def test_whom_another_team_has_is_counted_and_not_named(
    testa, lost_home, now, colleague_in_other_team, client_of, clock_stands
):
    lost_home(testa)
    decide(now)
    shown = client_of(colleague_in_other_team).get(reverse("prevention:onsets")).content.decode()
    assert "Om 1 af 1 borger" in shown
    assert "Testa" not in shown
    assert "En til kan ikke læses her" in shown


def test_one_is_read_and_written_on_its_page(testa, uberoert, lost_home, page, freja, now):
    lost_home(testa)
    NeedToKnow.objects.filter(person_id=testa.pk).update(from_at=AT)  # the database's clock does not stand
    decide(now)
    address = reverse("prevention:learn", args=[Onset.objects.get().pk])
    assert "Før: egen bolig · så: hos familie eller venner" in page.get(address).content.decode()
    refused = page.post(address, {"words": "Det her skrev jeg"})
    assert refused.status_code == 422
    assert "Vælg, hvem der kunne have sagt det." in refused.content.decode()
    assert "Det her skrev jeg" in refused.content.decode()
    assert page.post(address, {"could_tell": "court", "words": "Ring før"}).status_code == 302
    assert (Onset.objects.get().words, OnsetTrace.objects.get().could_tell) == ("Ring før", "court")


def test_whoever_may_not_open_the_citizen_may_not_read_it(testa, lost_home, now, client_of, colleague_in_other_team):
    lost_home(testa)
    decide(now)
    address = reverse("prevention:learn", args=[Onset.objects.get().pk])
    assert client_of(colleague_in_other_team).get(address).status_code == 404
