"""Can a coordinator set up a house, its week and its places, and is nonsense met with words?"""

import contextlib
import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import tight
from hjemvej.ground.partners.models import Partner
from hjemvej.ground.shelters import actions, queries
from hjemvej.ground.shelters.forms import AddPlace, ClosePlace, DescribeHouse, SetHours
from hjemvej.ground.shelters.models import Closure, House, Place, Room
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

TYPED = st.text(st.characters(codec="utf-8"), max_size=40)


@pytest.fixture
def visitor(client_of, coordinator):
    return client_of(coordinator)


@pytest.fixture
def house(visitor, shelter):
    typed = {
        "name": "Forsorgshjemmet Prøve", "kind": "shelter", "organisation_id": str(shelter.pk), "order": "0",
        "municipality_name": "Lejre", "municipality_code": "350", "is_active": "on",
    }  # fmt: skip
    answer = visitor.post(reverse("shelters:create_house"), typed)
    made = House.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("shelters:house", args=[made.pk])
    return made


def add(visitor, house, label="seng 1", **typed):
    return visitor.post(
        reverse("shelters:add_place", args=[house.pk]), {"room_name": "Værelse 1", "label": label, **typed}
    )


def test_a_house_is_set_up_with_places(visitor, house):
    assert add(visitor, house, traits=["takes_dogs"]).status_code == 302
    assert Place.objects.get().takes_dogs
    again = add(visitor, house)
    assert again.status_code == 422
    assert "allerede en plads med det navn" in again.content.decode()
    page = visitor.get(reverse("shelters:house", args=[house.pk])).content.decode()
    assert "seng 1" in page
    assert "hund" in page
    names = set(Event.objects.values_list("name", flat=True))
    assert {"shelters.house_created", "shelters.place_added"} <= names


def test_two_houses_cannot_have_the_same_name_and_nothing_typed_is_lost(visitor, house, shelter):
    typed = {
        "name": house.name, "kind": "hotel", "organisation_id": str(shelter.pk), "order": "0", "note": "ved åen",
        "municipality_name": "Lejre", "municipality_code": "350",
    }  # fmt: skip
    answer = visitor.post(reverse("shelters:create_house"), typed)
    assert answer.status_code == 422
    assert "Navnet er allerede i brug" in answer.content.decode()
    assert "ved åen" in answer.content.decode()


def test_hours_over_midnight_are_typed_as_people_write_them(visitor, house):
    url = reverse("shelters:set_hours", args=[house.pk])
    typed = {"door": "week", "opens_at_4": "21", "closes_at_4": "8.00", "intake_until_4": "kl. 23"}
    shown = visitor.post(url, typed).content.decode()
    assert "Stedet bliver lukket mandag, tirsdag, onsdag, torsdag, lørdag, søndag" in shown
    assert house.hours.count() == 0
    seen = "mandag tirsdag onsdag torsdag lørdag søndag"
    assert f'name="seen" value="{seen}"' in shown
    assert visitor.post(url, typed | {"seen": seen}).status_code == 302
    row = house.hours.get()
    assert (row.weekday, row.opens_at, row.intake_until) == (4, datetime.time(21), datetime.time(23))
    half = visitor.post(url, {"door": "week", "opens_at_4": "21"})
    assert half.status_code == 422
    assert "både hvornår stedet åbner" in half.content.decode()
    assert visitor.post(url, {"door": "always", "opens_at_4": ""}).status_code == 302
    assert house.hours.count() == 0


def test_a_place_is_changed_closed_and_opened_again(visitor, house):
    add(visitor, house)
    place = Place.objects.get()
    visitor.post(reverse("shelters:change_place", args=[place.pk]), {"label": "seng A", "traits": ["is_women_only"]})
    place.refresh_from_db()
    assert (place.label, place.is_women_only, place.is_active) == ("seng A", True, False)
    close = reverse("shelters:close_place", args=[place.pk])
    assert visitor.post(close, {"from_night": "i dag", "why": "maling"}).status_code == 302
    assert visitor.post(close, {"from_night": "i morgen", "why": "igen"}).status_code == 422
    visitor.post(reverse("shelters:open_place", args=[place.pk]))
    assert Closure.objects.count() == 0


@pytest.mark.parametrize(
    ("at", "first"), [("2026-11-20T03:59", 19), ("2026-11-20T04:00", 20), ("2026-11-20T23:00", 20)]
)
def test_a_place_is_closed_from_tonight_and_never_for_a_night_that_is_over(
    visitor, house, viewer_for, leader, at, first
):
    add(visitor, house)
    place, by = Place.objects.get(), viewer_for(leader)
    moment = timezone.make_aware(datetime.datetime.fromisoformat(at))
    with looking_as(by):
        for day, is_taken in ((first - 1, False), (first, True)):
            night = datetime.date(2026, 11, day)
            refused = contextlib.nullcontext() if is_taken else pytest.raises(actions.NightIsOver)
            with refused:
                actions.close_place(
                    place_id=place.pk, from_night=night, until_night=None, why="maling", by=by, at=moment
                )
    assert [closure.from_night.day for closure in Closure.objects.all()] == [first]


def test_each_form_opens_with_what_is_known_and_no_fault(visitor, house):
    add(visitor, house, traits=["takes_dogs"])
    place = Place.objects.get()
    for name, pk in (("set_hours", house.pk), ("change_house", house.pk), ("close_place", place.pk)):
        assert visitor.get(reverse(f"shelters:{name}", args=[pk])).status_code == 200
    known = visitor.get(reverse("shelters:change_place", args=[place.pk])).context["form"]
    assert (known.is_bound, known.initial["traits"], known.initial["is_active"]) == (False, ["takes_dogs"], True)


def test_opening_a_place_ends_the_closure_of_that_night_and_no_other(visitor, house, coordinator, viewer_for, now):
    for label in ("seng 1", "seng 2"):
        add(visitor, house, label=label)
    place, bystander = Place.objects.order_by("label")
    night, day = now.date(), datetime.timedelta(days=1)
    past, coming = (night - 9 * day, night - 7 * day), (night + 20 * day, night + 25 * day)
    Closure.objects.create(place=bystander, from_night=night - 2 * day, until_night=None, why="maling")
    for from_night, until_night in (past, (night - 2 * day, night + 5 * day), coming):
        Closure.objects.create(place=place, from_night=from_night, until_night=until_night, why="maling")
    assert actions.open_place(place_id=place.pk, night=night, by=viewer_for(coordinator), at=now)
    left = Closure.objects.filter(place=place).order_by("from_night").values_list("from_night", "until_night")
    assert list(left) == [past, (night - 2 * day, night), coming]
    assert Closure.objects.get(place=bystander).until_night is None
    assert Event.objects.filter(name="shelters.place_opened").count() == 1


def test_an_unknown_house_or_place_is_404(visitor, house):
    for name in ("house", "change_place"):
        assert visitor.get(reverse(f"shelters:{name}", args=[uuid.UUID(int=42)])).status_code == 404


@pytest.mark.parametrize(("until", "is_taken"), [("20/11-2026", False), ("21/11-2026", True), ("", True)])
def test_a_place_is_closed_for_at_least_a_night(until, is_taken):
    assert ClosePlace({"from_night": "20/11-2026", "until_night": until, "why": "maling"}).is_valid() is is_taken


def test_only_places_and_houses_in_use_are_counted_and_each_house_has_its_own(
    visitor, house, shelter, our_team, viewer_for, coordinator
):
    add(visitor, house)
    add(visitor, house, label="seng 2")
    Place.objects.filter(label="seng 2").update(is_active=False)
    of_another_house = {"municipality_code": "265", "municipality_name": "x", "kind": "hotel", "organisation": our_team}
    bystander = House.objects.create(name="Hotel Prøve", **of_another_house)
    House.objects.create(name="Lukket", is_active=False, **of_another_house | {"organisation": shelter})
    add(visitor, bystander, label="seng 3")
    listed = queries.houses(viewer=viewer_for(coordinator))
    counted = {(row.name, vars(row)["place_count"]) for row in listed if row.is_active}
    assert counted == {(house.name, 1), ("Hotel Prøve", 1)}
    night = datetime.date(2026, 11, 20)
    assert queries.number_of_houses(shelter.pk) == 1
    for place in Place.objects.all():
        Closure.objects.create(place=place, from_night=night, why="maling")
    assert {closure.place.label for closure in queries.coming_closures(house.pk, night)} == {"seng 1", "seng 2"}


def test_a_house_is_changed_and_keeps_a_municipality_that_is_no_more(visitor, house, shelter, our_team):
    bystander = House.objects.create(
        name="Hotel Prøve", kind="hotel", organisation=our_team, municipality_code="265", municipality_name="Roskilde"
    )
    House.objects.filter(pk=house.pk).update(municipality_code="999", municipality_name="Nedlagt Kommune")
    url = reverse("shelters:change_house", args=[house.pk])
    assert "Nedlagt Kommune" in visitor.get(url).content.decode()
    typed = {
        "name": "Natcafé Prøve", "kind": "night_cafe", "organisation_id": str(shelter.pk), "order": "2",
        "municipality_code": "999", "address": "Åvej 1", "address_is_secret": "on",
    }  # fmt: skip
    assert visitor.post(url, typed | {"name": "Hotel Prøve"}).status_code == 422
    assert visitor.post(url, typed)["Location"] == reverse("shelters:house", args=[house.pk])
    house.refresh_from_db()
    assert (house.name, house.is_one_night_only, house.municipality_name) == ("Natcafé Prøve", True, "Nedlagt Kommune")
    assert (house.is_active, house.address_told) == (False, "")
    bystander.refresh_from_db()
    assert (bystander.name, bystander.is_one_night_only) == ("Hotel Prøve", False)


def test_only_a_secret_address_is_left_untold():
    assert House(address="Åvej 1").address_told == "Åvej 1"
    assert House(address="Åvej 1", address_is_secret=True).address_told == ""


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({}, ["opens_at_0"]),
        ({"door": "always"}, []),
        ({"door": ""}, ["door"]),
        ({"door": "always", "opens_at_4": "21", "closes_at_4": "8"}, ["door"]),
        ({"opens_at_4": "21", "closes_at_4": "8"}, []),
        ({"opens_at_4": "21", "closes_at_4": "8", "intake_until_4": "23"}, []),
        ({"opens_at_4": "21"}, ["closes_at_4"]),
        ({"closes_at_4": "8"}, ["closes_at_4"]),
        ({"opens_at_4": "sent", "closes_at_4": "8"}, ["opens_at_4"]),
        ({"opens_at_4": "21", "closes_at_4": "sent"}, ["closes_at_4"]),
        ({"intake_until_4": "23"}, ["intake_until_4"]),
        ({"opens_at_4": "21", "closes_at_4": "8", "intake_until_5": "23"}, ["intake_until_5"]),
    ],
)
def test_each_fault_of_a_week_is_said_once_at_its_own_field(typed, faults):
    errors = SetHours({"door": "week", **typed}, hours=[]).errors
    assert {field: len(words) for field, words in errors.items()} == dict.fromkeys(faults, 1)


def test_the_week_opens_as_it_is_known(house):
    house.hours.create(weekday=2, opens_at=datetime.time(21), closes_at=datetime.time(8))
    known = SetHours(hours=list(house.hours.all()))
    shown = {name: field.initial for name, field in known.fields.items() if field.initial}
    assert shown == {"door": "week", "opens_at_2": datetime.time(21), "closes_at_2": datetime.time(8)}


def test_the_houses_in_use_are_all_or_those_of_an_organisation(house, shelter, our_team):
    of_both = {"kind": "hotel", "municipality_code": "265", "municipality_name": "x"}
    ours = House.objects.create(name="Hotel Prøve", organisation=our_team, **of_both)
    House.objects.create(name="Lukket", organisation=our_team, is_active=False, **of_both)
    assert queries.houses_in_use() == [house, ours]
    assert queries.houses_in_use(organisation_id=our_team.pk) == [ours]


@pytest.mark.parametrize("name", ["places", "create_house"])
def test_only_those_who_may_edit_houses_find_the_pages(name, client_of, support_worker, shelter_worker, leader):
    assert client_of(leader).get(reverse(f"shelters:{name}")).status_code == 200
    for user in (support_worker, shelter_worker):
        assert client_of(user).get(reverse(f"shelters:{name}")).status_code == 404


def test_the_list_of_houses_asks_as_much_for_many_as_for_one(visitor, house, shelter, django_assert_max_num_queries):
    url = reverse("shelters:places")
    visitor.get(url)
    for number in range(20):
        House.objects.create(
            name=f"Hus {number}", kind="hotel", organisation=shelter, municipality_code="265", municipality_name="x"
        )
    with django_assert_max_num_queries(13):
        visitor.get(url)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(["opens_at_0", "closes_at_0", "intake_until_0", "opens_at_6"]), TYPED))
def test_whatever_is_typed_about_hours_is_read_or_refused_in_words(typed):
    form = SetHours({"door": "week", **typed}, hours=[])
    if form.is_valid():
        assert all(day.opens_at is not None and day.closes_at is not None for day in form.hours)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TYPED, TYPED, TYPED, st.lists(TYPED, max_size=3))
def test_whatever_is_typed_about_places_and_houses_is_read_or_refused_in_words(one, two, three, many):
    AddPlace({"room_name": one, "label": two, "traits": many}).is_valid()
    ClosePlace({"from_night": one, "until_night": two, "why": three}).is_valid()
    form = DescribeHouse(
        {"name": one, "kind": two, "municipality_code": three, "max_nights": one, "order": two}, organisations=[]
    )
    assert not form.is_valid()


def test_a_coordinator_edits_houses_of_the_own_team_and_of_partners_it_keeps(
    client_of, coordinator, colleague_in_other_team, our_team, shelter, other_shelter
):
    houses = {
        name: House.objects.create(name=name, kind="shelter", organisation=organisation)
        for name, organisation in (("Vores", our_team), ("Passes af os", shelter), ("Aftalt for alle", other_shelter))
    }
    Partner.objects.create(organisation=shelter, kept_by=our_team)
    Partner.objects.create(organisation=other_shelter)
    room = Room.objects.create(house=houses["Passes af os"], name="1")
    place = Place.objects.create(room=room, label="1")
    for user, edited in ((coordinator, set(houses)), (colleague_in_other_team, {"Aftalt for alle"})):
        browser = client_of(user)
        listed = browser.get(reverse("shelters:places")).content.decode()
        assert {name for name in houses if f">{name}<" in tight(listed)} == edited
        for name, house in houses.items():
            for page in ("house", "change_house", "set_hours"):
                status = browser.get(reverse(f"shelters:{page}", args=[house.pk])).status_code
                assert status == (200 if name in edited else 404), f"{user}: {name}, {page}"
        may = user == coordinator
        for page in ("change_place", "close_place"):
            assert browser.get(reverse(f"shelters:{page}", args=[place.pk])).status_code == (200 if may else 404)
    assert (
        client_of(colleague_in_other_team)
        .post(reverse("shelters:add_place", args=[houses["Passes af os"].pk]), {"room_name": "1", "label": "2"})
        .status_code
        == 404
    )
    assert Place.objects.get() == place


def test_a_house_that_is_not_laid_out_yet_stands_under_nothing():
    """An empty form asks a house without a kind; a house with one stands under its kind's."""
    assert House().stands_under == ""
    assert House().stands_under_on(datetime.date(2026, 11, 20)) == ""
    assert House(kind="shelter").stands_under == "110"
