"""Who is told of an admission (SEL § 110 stk. 6), by whom and until when; and who comes to know of the guest by it?"""

import datetime
import threading
import uuid

import pytest
from django.db import connection
from django.utils import timezone

from conftest import as_owner
from hjemvej.efforts.safe_night.conftest import add_occupancy
from hjemvej.efforts.safe_night.models import AdmissionNotice, Occupancy
from hjemvej.efforts.safe_night.staying.actions import stays, telling, undoing, walking_in
from hjemvej.efforts.safe_night.staying.queries import admissions
from hjemvej.efforts.safe_night.staying.queries.shelter_days import shelter_clock
from hjemvej.efforts.safe_night.staying.rules import question_to_us, text_to_send
from hjemvej.ground.casework.models import Task
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def taken_in(house_staff, shelter_house, places, now):
    """Give `taken_in("Gitte")`: a guest at the door of the shelter, whom only the house knows."""

    def take(name, number=0, at=now):
        with looking_as(house_staff):
            return walking_in.take_in(
                key=uuid.uuid4(), house=shelter_house, place_id=places(shelter_house)[number].pk,
                by=house_staff, at=at, given_names=name, surname="Gæst",
            )  # fmt: skip

    return take


def to_tell(house, viewer, at):
    with looking_as(viewer):
        return admissions.to_tell(house, viewer=viewer, at=at)


def teams_that_know(person_id):
    return NeedToKnow.objects.filter(person_id=person_id, organisation__kind="team").count()


def of_municipality(person_id, code, night, name="Nabokommunen"):
    ResponsibleMunicipality.objects.create(
        person_id=person_id, municipality_code=code, municipality_name=name, from_on=night - DAY
    )


def test_ours_is_told_at_once_and_our_own_clock_begins(
    placed, house_staff, shelter_house, our_team, night, now, settings
):
    held = placed("Testa", shelter_house)
    of_municipality(held.person_id, settings.MUNICIPALITY_CODE, night, "Prøvekøbing Kommune")
    with looking_as(house_staff):
        stays.confirm_arrival(occupancy=held, by=house_staff, at=now)
    notice = AdmissionNotice.objects.get()
    assert (notice.told_at, notice.how, notice.municipality_code) == (now, "here", settings.MUNICIPALITY_CODE)
    task = Task.objects.get()
    assert (task.kind, task.organisation, task.law_key) == ("shelter_notice", our_team, "action_plan")
    assert task.clock_started_on == night
    assert to_tell(shelter_house, house_staff, now) == []


def test_no_team_comes_to_know_of_anothers_citizen_nor_of_one_whose_municipality_is_unknown(
    taken_in, house_staff, shelter_house, coordinator, viewer_for, night, now, settings
):
    unknown, ours = taken_in("Ukendt"), taken_in("Vores", 1)
    assert teams_that_know(unknown.person_id) == teams_that_know(ours.person_id) == 0
    assert not Task.objects.exists()
    found = to_tell(shelter_house, house_staff, now)
    assert [one.to for one in found] == ["unknown", "unknown"]
    with looking_as(house_staff):
        theirs = telling.write_municipality(notice=found[0].notice, code="350", name="Lejre", by=house_staff, at=now)
        told = telling.write_municipality(
            notice=found[1].notice, code=settings.MUNICIPALITY_CODE, name="Prøvekøbing", by=house_staff, at=now
        )
    assert (theirs.told_at, told.told_at) == (None, now)
    assert teams_that_know(theirs.person_id) == 0
    assert teams_that_know(told.person_id) == 1
    karen = viewer_for(coordinator)
    with looking_as(karen):
        assert set(karen.rows_of(Person).values_list("pk", flat=True)) == {told.person_id}
        assert [row.person_id for row in karen.rows_of(AdmissionNotice)] == [told.person_id]
        assert [task.person_id for task in karen.rows_of(Task)] == [told.person_id]


@pytest.mark.parametrize(("ago", "kind"), [(3, "soon"), (4, "soon"), (5, "late")])
def test_another_municipality_is_the_houses_own_task_and_late_shows_as_danger(
    taken_in, house_staff, shelter_house, now, ago, kind
):
    """Admitted on a Friday: Saturday, Monday and Tuesday are its three hverdage."""
    stay = taken_in("Gitte")
    of_municipality(stay.person_id, "350", timezone.localdate(now))
    [one] = to_tell(shelter_house, house_staff, now + ago * DAY)
    assert (one.to, one.municipality, one.clock.kind) == ("theirs", "Nabokommunen", kind)
    assert one.deadline.due_on == datetime.date(2026, 11, 24)
    with looking_as(house_staff):
        told = telling.Told(now, "secure_mail")
        telling.mark_told(
            notice=one.notice, told=told, code=one.code, name=one.municipality, by=house_staff, at=now + ago * DAY
        )
        with pytest.raises(telling.AlreadyTold):
            telling.mark_told(notice=one.notice, told=told, code="350", name="x", by=house_staff, at=now)
    row = AdmissionNotice.objects.get()
    assert (row.told_at, row.how, row.told_by_id, row.municipality_name) == (
        now, "secure_mail", house_staff.user_id, "Nabokommunen",
    )  # fmt: skip
    assert to_tell(shelter_house, house_staff, now) == []


def test_the_late_ones_stand_first(taken_in, house_staff, shelter_house, now):
    taken_in("Sen", at=now - 9 * DAY)
    taken_in("Ny", 1)
    assert [(one.name, one.is_late) for one in to_tell(shelter_house, house_staff, now)] == [
        ("Sen Gæst", True), ("Ny Gæst", False),
    ]  # fmt: skip


def test_what_our_team_writes_later_is_sent_by_one_press(taken_in, house_staff, shelter_house, now, settings, us):
    stay = taken_in("Gitte")
    of_municipality(stay.person_id, settings.MUNICIPALITY_CODE, timezone.localdate(now))
    [one] = to_tell(shelter_house, house_staff, now)
    assert one.to == "ours"
    with looking_as(house_staff):
        with pytest.raises(telling.IsOurs):
            telling.mark_told(
                notice=one.notice, told=telling.Told(now, "phone"), code=one.code, name="x", by=house_staff, at=now
            )
        with pytest.raises(telling.MunicipalityIsKnown):
            telling.write_municipality(notice=one.notice, code="350", name="Lejre", by=house_staff, at=now)
        telling.tell_our_team(notice=one.notice, by=house_staff, at=now)
    assert (teams_that_know(stay.person_id), Task.objects.count()) == (1, 1)


def test_a_hotel_or_a_cafe_tells_nobody_and_an_arrival_twice_is_one_notice(
    placed, house_staff, cafe_house, shelter_house, now
):
    held = placed("Testa", shelter_house)
    with looking_as(house_staff):
        stays.confirm_arrival(occupancy=held, by=house_staff, at=now)
        stays.confirm_arrival(occupancy=held, by=house_staff, at=now + DAY / 24)
    assert AdmissionNotice.objects.count() == 1


def test_an_arrival_that_was_a_mistake_is_told_nobody(placed, house_staff, shelter_house, now):
    held = placed("Testa", shelter_house)
    with looking_as(house_staff):
        came = stays.confirm_arrival(occupancy=held, by=house_staff, at=now + DAY / 24)
        assert AdmissionNotice.objects.exists()
        undoing.undo_arrival(occupancy=came, by=house_staff, at=now + DAY / 12)
    assert not AdmissionNotice.objects.exists()


def test_another_house_sees_nothing_of_it(taken_in, night_cafe_worker, viewer_for, cafe_house, shelter_house, now):
    cafe_staff = viewer_for(night_cafe_worker)
    taken_in("Gitte")
    assert to_tell(cafe_house, cafe_staff, now) == []
    assert to_tell(shelter_house, cafe_staff, now) == []


def test_a_guest_who_has_left_is_still_to_be_told_of_without_a_name(taken_in, house_staff, shelter_house, now):
    stay = taken_in("Gitte")
    with as_owner():
        NeedToKnow.objects.filter(person_id=stay.person_id).delete()
    [one] = to_tell(shelter_house, house_staff, now)
    assert (one.name, one.person) == ("Tidligere gæst", None)


def test_the_text_says_what_the_law_asks_for_and_the_question_tells_nothing():
    text = text_to_send(
        municipality="Lejre", house="Forsorgshjemmet Prøve", phone="00 00 00 00", name="Gitte Gæst",
        born_on=datetime.date(1980, 5, 3), admitted_on=datetime.date(2026, 11, 20),
    )  # fmt: skip
    assert text.startswith(
        "Til Lejre\nVi har 20. november 2026 besluttet at indskrive Gitte Gæst, født 3. maj 1980, på"
    )
    assert "§ 110 stk. 6" in text
    assert "00 00 00 00" in text
    assert "Gitte" not in question_to_us("Forsorgshjemmet Prøve", "00 00 00 00")


def test_a_merge_carries_the_notice_over(placed, us, house_staff, shelter_house, person_of, now, clock_stands):
    held = placed("Testa", shelter_house)
    with looking_as(house_staff):
        stays.confirm_arrival(occupancy=held, by=house_staff, at=now)
    kept = person_of("Anden")
    with looking_as(us):
        merge_people(keep=kept, merge=Person.objects.get(pk=held.person_id), by=us, at=now)
    assert AdmissionNotice.objects.get().person_id == kept.pk


@pytest.mark.django_db(transaction=True)
def test_of_two_who_mark_it_told_in_the_same_second_one_does(taken_in, house_staff, now):
    taken_in("Gitte")
    notice, both, outcomes = AdmissionNotice.objects.get(), threading.Barrier(2), []

    def mark(how: str) -> None:
        with looking_as(house_staff):
            both.wait(timeout=20)
            try:
                telling.mark_told(
                    notice=notice, told=telling.Told(now, how), code="350", name="Lejre", by=house_staff, at=now
                )
            except telling.AlreadyTold:
                outcomes.append("")
            else:
                outcomes.append(how)
        connection.close()

    threads = [threading.Thread(target=mark, args=[how]) for how in ("phone", "letter")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == sorted(["", AdmissionNotice.objects.get().how])


@pytest.mark.parametrize(
    ("at", "admitted_on", "due_on"),
    [
        ((30, 20, 0), datetime.date(2026, 11, 30), datetime.date(2026, 12, 3)),
        ((30, 23, 30), datetime.date(2026, 12, 1), datetime.date(2026, 12, 4)),
        ((31, 2, 30), datetime.date(2026, 12, 1), datetime.date(2026, 12, 4)),
    ],
)
def test_the_clock_starts_on_the_day_of_the_decision_not_of_the_night_it_falls_in(
    person_of, us, house_staff, shelter_house, places, at, admitted_on, due_on
):
    """Half past midnight and half past three here are the next day; the night is still the evening's."""
    day, hour, minute = at
    came = datetime.datetime(2026, 11, 30, hour, minute, tzinfo=datetime.UTC) + (day - 30) * datetime.timedelta(days=1)
    night = datetime.date(2026, 11, 30)
    person = person_of("Testa")
    held = add_occupancy(person, places(shelter_house)[0], "held", night, came, held_until=came)
    stays.confirm_arrival(occupancy=held, by=us, at=came)
    held.refresh_from_db()
    notice = AdmissionNotice.objects.get(occupancy=held)
    assert (held.from_night, notice.admitted_on) == (night, admitted_on)
    AdmissionNotice.objects.update(told_at=None, how="", municipality_code="", municipality_name="")
    (shown,) = to_tell(shelter_house, house_staff, came)
    assert shown.deadline.due_on == due_on
    with looking_as(us):
        clock = shelter_clock(Occupancy.objects.select_related("house").filter(person=person), night + 5 * DAY)
    assert clock
    assert clock[0].year_from == admitted_on
