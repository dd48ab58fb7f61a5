"""Is nobody silently two? Pairs are noted for the team that may see both, and a human settles them."""

import datetime
import threading
import uuid

import pytest
from django.db import connections, transaction
from django.urls import reverse

from hjemvej.ground.people import actions
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.recognising.actions import look_for_same, tell_apart
from hjemvej.ground.people.recognising.queries import pairs
from hjemvej.ground.people.recognising.rules.judging import Called, Fit, Known, judge
from hjemvej.ground.people.recognising.rules.pairs import said_by, worth_a_look
from hjemvej.ground.people.rules import Born
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Listed

MACHINE = system("test")
HOUR, SECOND = datetime.timedelta(hours=1), datetime.timedelta(seconds=1)


@pytest.fixture
def us(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def house(night_cafe_worker, viewer_for):
    return viewer_for(night_cafe_worker)


@pytest.fixture
def write(now):
    """Give `write(viewer, "Ada Prøvesen", after=HOUR)`: a citizen whom that viewer's organisation has made."""

    def make(viewer, name, *, after=0 * SECOND, **facts):
        given_names, _space, surname = name.rpartition(" ")
        basis = NeedToKnow.Basis.CASE if viewer.organisation_kind == "team" else NeedToKnow.Basis.GUEST
        with looking_as(viewer):
            return actions.create_person(
                by=viewer, at=now + after, given_names=given_names, surname=surname, basis=basis, **facts
            )

    return make


def look(now):
    return look_for_same(by=MACHINE, at=now)


def shown(viewer, at):
    with looking_as(viewer):
        return [(one.first.pk, one.newer.pk, one.why) for one in pairs.perhaps_same(viewer=viewer, at=at)]


@pytest.mark.django_db(transaction=True)
def test_a_houses_guest_whom_the_team_knows_is_on_the_teams_list_and_the_house_learns_nothing(us, house, write, now):
    ours, bystander = write(us, "Mohammed Prøvesen"), write(us, "Cilla Bystander")
    guest = write(house, "Muhamad Prøvesen", after=HOUR)
    assert look(now + HOUR) == 1
    assert shown(us, now + HOUR) == [(ours.pk, guest.pk, "navnet ligner")]
    assert shown(house, now + HOUR) == []
    with looking_as(house):
        assert set(house.rows_of(Person).values_list("pk", flat=True)) == {guest.pk}
    with looking_as(us):
        assert set(us.rows_of(Person).values_list("pk", flat=True)) == {ours.pk, guest.pk, bystander.pk}
    assert look(now + HOUR) == 0  # once


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("after", "noted"), [(SECOND, 1), (HOUR, 0)])
def test_who_was_shown_the_other_at_the_door_has_settled_it(us, write, now, after, noted):
    write(us, "Ada Prøvesen")
    write(us, "Ada Prøvesen", after=after)
    assert look(now + HOUR) == noted


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_two_doors_in_the_same_second_are_never_silently_two(us, house, now):
    ready, failed = threading.Barrier(2), []

    def create(viewer, **facts):
        try:
            with looking_as(viewer):
                ready.wait()
                actions.create_person(by=viewer, at=now, given_names="Yusuf", surname="Prøvesen", **facts)
        except Exception as problem:
            failed.append(problem)
        finally:
            connections.close_all()

    doors = [threading.Thread(target=create, args=(us,)),
             threading.Thread(target=create, args=(house,), kwargs={"basis": NeedToKnow.Basis.GUEST})]  # fmt: skip
    for door in doors:
        door.start()
    for door in doors:
        door.join()
    assert not failed
    assert look(now) == 1
    assert [why for _first, _newer, why in shown(us, now)] == ["navnet er det samme"]


@pytest.mark.django_db(transaction=True)
def test_a_writer_who_has_not_finished_is_looked_at_next_time_and_delays_nobody(us, house, write, now):
    for name in ("Ada Prøvesen", "Bodil Testmann"):
        write(us, name)
    look(now)
    begun, go_on = threading.Event(), threading.Event()

    def write_slowly():
        try:
            with looking_as(house), transaction.atomic():
                actions.create_person(by=house, at=now, given_names="Ada", surname="Prøvesen",
                                      basis=NeedToKnow.Basis.GUEST)  # fmt: skip
                begun.set()
                go_on.wait(10)
        finally:
            connections.close_all()

    slow = threading.Thread(target=write_slowly)
    slow.start()
    begun.wait(10)
    write(house, "Bodil Testmann", after=HOUR)  # begins later, ends first
    assert look(now + HOUR) == 1
    go_on.set()
    slow.join()
    assert look(now + HOUR) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("facts", "noted"),
    [({}, 1), ({"born_year": 1990}, 0), ({"born_on": datetime.date(1960, 2, 2)}, 0), ({"born_year": 1961}, 1)],
)
def test_what_contradicts_is_no_pair(us, house, write, now, facts, noted):
    write(us, "Ada Prøvesen", born_year=1960)
    write(house, "Ada Prøvesen", after=HOUR, **facts)
    assert look(now + HOUR) == (1 if facts.get("born_on") else noted)


@pytest.mark.parametrize(
    ("one", "other", "is_pair"),
    [
        (("Anni", "Prøvensen"), ("Per", "Prøvensen"), False),
        (("Anni", "Lund Prøvensen"), ("Per", "Lund Prøvensen"), False),
        (("Anni", "Prøvensen"), ("Annie", "Prøvensen"), True),
        (("Anni", "Prøvensen"), ("Prøvensen", "Anni"), True),
        (("Anni", "Prøvensen"), ("", "Prøvensen"), True),
        (("Anni", "Prøvensen"), ("Per", "Prøvensen", "Anni"), True),
        (("Anni", "Prøvensen", "Perle"), ("Per", "Prøvensen", "Perle Prøvensen"), True),
        (("Anni", "Prøvensen", "Frk. Prøvensen"), ("Per", "Prøvensen", "Hr. Prøvensen"), False),
    ],
)
def test_a_surname_alone_is_no_pair_not_even_of_twins(one, other, is_pair):
    """`one`, `other`: given names, surname, and what they are called besides; of the same day."""

    def known(given_names, surname, *aliases):
        called = (Called(f"{given_names} {surname}".strip()), *(Called(alias, "alias") for alias in aliases))
        return Known(uuid.uuid4(), called, born=Born(on=datetime.date(1970, 1, 1)), given_names=given_names)

    for first, second in ((known(*one), known(*other)), (known(*other), known(*one))):
        judged = [judge(said, second) for said in said_by(first)]
        assert max(one.fit for one in judged) >= Fit.LIKELY, "alike enough, but for whose name it is"
        found = {one.id for one in worth_a_look(first, [(second, one) for one in judged])}
        assert found == ({second.id} if is_pair else set())


@pytest.mark.django_db(transaction=True)
def test_relatives_are_noted_as_no_pair_and_the_same_given_name_is(us, house, write, now):
    day = {"born_on": datetime.date(1970, 1, 1)}
    write(us, "Anni Prøvensen", **day)
    write(house, "Per Prøvensen", after=HOUR, **day)
    assert look(now + HOUR) == 0
    write(house, "Annie Prøvensen", after=HOUR, **day)
    assert look(now + HOUR) == 1


@pytest.mark.django_db(transaction=True)
def test_a_changed_name_is_asked_about_too(us, write, now):
    known = write(us, "Ada Prøvesen")
    nameless = write(us, "", description="kvinde, rød jakke")
    assert look(now) == 0
    with looking_as(us):
        actions.learn_name(person=nameless, given_names="Ada", surname="Prøvesen", by=us, at=now + HOUR)
    assert look(now + HOUR) == 1
    assert {known.pk, nameless.pk} == set(shown(us, now + HOUR)[0][:2])


@pytest.mark.django_db(transaction=True)
def test_told_apart_the_team_no_longer_sees_the_houses_guest(us, house, write, now):
    ours, guest = write(us, "Ada Prøvesen"), write(house, "Ada Prøvesen", after=HOUR)
    look(now + HOUR)
    with looking_as(us):
        tell_apart(first=ours, newer=guest, by=us, at=now + 2 * HOUR)
    assert shown(us, now + 2 * HOUR) == []
    with looking_as(us):
        assert guest.pk not in us.rows_of(Person).values_list("pk", flat=True)
    assert look(now + 2 * HOUR) == 0


@pytest.mark.django_db(transaction=True)
def test_the_page_lists_the_two_and_both_names_are_looks(us, house, write, now, client_of, coordinator, clock_stands):
    ours, guest = write(us, "Ada Prøvesen", after=-SECOND), write(house, "Ada Prøvesen")
    look(now)
    browser = client_of(coordinator)
    page = browser.get(reverse("people:perhaps_same")).content.decode()
    assert "navnet er det samme" in page
    assert reverse("people:merge", args=[ours.pk, guest.pk]) in page
    assert {ours.pk, guest.pk} <= set(Listed.objects.values_list("person_id", flat=True))
    told = browser.post(reverse("people:perhaps_same"), {"first": ours.pk, "newer": guest.pk}, follow=True)
    assert "Ingen er skrevet op to gange, så vidt vi ved" in told.content.decode()
    for odd in ("x", ""):
        assert browser.post(reverse("people:perhaps_same"), {"first": odd, "newer": guest.pk}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_day_says_that_two_wait_and_three_queries_look_for_many(us, house, write, now, django_assert_num_queries):
    for name in ("Ada Prøvesen", "Bodil Testmann", "Cita Opdigtet"):
        write(us, name)
        write(house, name, after=HOUR)
    look(now + HOUR)
    with looking_as(us), transaction.atomic():
        assert pairs.unsettled(viewer=us, at=now + HOUR)  # who looks is told to PostgreSQL once
        with django_assert_num_queries(3):
            assert len(pairs.perhaps_same(viewer=us, at=now + HOUR)) == 3
        with django_assert_num_queries(2):
            (step,) = pairs.same_steps(us, now + HOUR)
    assert step.title == "3 gange to sager, der måske er samme borger"


@pytest.mark.django_db
def test_who_gets_a_name_that_another_has_is_compared_at_once(client_of, coordinator, us, write):
    ada, guest = write(us, "Ada Prøvesen"), write(us, "Testa Prøvesen")
    write(us, "Cilla Bystander")
    page, browser = reverse("people:names", args=[guest.pk]), client_of(coordinator)
    saved = browser.post(page, {"do": "add", "alias-name": "Bo Mønster"})  # nobody is called so
    assert saved["Location"] == page
    saved = browser.post(page, {"do": "add", "alias-name": "Ada Prøvesen"}, follow=True)
    assert saved.redirect_chain == [(reverse("people:merge_choose", args=[guest.pk]), 302)]
    assert "Ada Prøvesen" in saved.content.decode()
    assert "er det den samme?" in saved.content.decode()
    assert [one.id for one in saved.context["found"]] == [ada.pk]
