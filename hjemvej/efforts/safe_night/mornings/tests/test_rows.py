"""Does the night that is settled, corrected or shown leave alone what is of another night, person, house or state?"""

import datetime

import pytest

from hjemvej.efforts.safe_night.conftest import add_occupancy, add_request
from hjemvej.efforts.safe_night.models import Night
from hjemvej.efforts.safe_night.mornings.actions import correct_night, settle_night
from hjemvej.efforts.safe_night.mornings.queries.figures import unsafe_nights
from hjemvej.efforts.safe_night.mornings.queries.mornings import (
    Morning,
    NightInShort,
    PersonsNight,
    SleptInside,
    morning,
    night_in_short,
    slept_inside,
    stays_on,
)
from hjemvej.efforts.safe_night.mornings.queries.person_card import person_card, tonight
from hjemvej.efforts.safe_night.mornings.rules import answers_tonight
from hjemvej.efforts.safe_night.queries.ages import age_of
from hjemvej.efforts.safe_night.queries.nights import FAR_BACK, nights_outside, persons_night
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import system

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
MACHINE = system("Natten gøres op")


@pytest.fixture
def four(now):
    """04:00 in Copenhagen, the morning after."""
    return datetime.datetime(2026, 11, 21, 3, 0, tzinfo=datetime.UTC)


@pytest.fixture
def lived(now):
    """Give `lived(person, night, outcome, house)`: how a night was."""

    def write(person: Person, night: datetime.date, outcome: str, house: House | None = None, words: str = "") -> Night:
        return Night.objects.create(
            person=person, night=night, outcome=outcome, house=house, what_happened=words, recorded_at=now
        )

    return write


# --- settling ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "first", "until", "after"),
    [
        ("held", 0, 1, "expired"),
        ("held", -1, None, "expired"),
        ("held", 1, 2, "held"),
        ("staying", 0, 1, "ended"),
        ("staying", -3, 0, "ended"),
        ("staying", 0, 2, "staying"),
        ("staying", 0, None, "staying"),
        ("cancelled", 0, 1, "cancelled"),
        ("did_not_come", 0, 1, "did_not_come"),
    ],
)
def test_only_what_is_over_ends_in_the_morning(
    person_of, shelter_house, places, night, now, four, status, first, until, after
):
    row = add_occupancy(
        person_of("Testa"), places(shelter_house)[0], status, night + first * DAY, now,
        until_night=None if until is None else night + until * DAY, held_until=now if status == "held" else None,
    )  # fmt: skip
    settle_night(night=night, by=MACHINE, at=four)
    row.refresh_from_db()
    assert row.status == after
    assert (row.left_at == four) == (after == "ended")


@pytest.mark.parametrize(
    ("nights_later", "status", "after", "outcome"),
    [
        (0, "waiting", "unmet", "unsafe"),
        (1, "waiting", "waiting", None),
        (-1, "waiting", "waiting", None),  # its own night settles it
        (0, "withdrawn", "withdrawn", None),
        (0, "placed", "placed", None),
    ],
)
def test_only_who_waited_this_night_was_without(
    person_of, our_team, night, now, four, nights_later, status, after, outcome
):
    asked = add_request(person_of("Testa"), night + nights_later * DAY, our_team, now, status)
    settle_night(night=night, by=MACHINE, at=four)
    asked.refresh_from_db()
    assert (asked.status, asked.closed_at) == (after, four if outcome else None)
    assert [row.outcome for row in Night.objects.all()] == ([outcome] if outcome else [])
    if outcome:
        assert Night.objects.get().what_happened == "Ingen plads blev fundet."


def test_who_slept_inside_with_a_request_still_open_has_got_a_place(
    person_of, our_team, shelter_house, places, night, now, four
):
    inside, outside = (add_request(person_of(name), night, our_team, now) for name in ("Inde", "Ude"))
    add_occupancy(inside.person, places(shelter_house)[0], "staying", night, now)
    assert settle_night(night=night, by=MACHINE, at=four) == {
        "safe": 1, "chair": 0, "unsafe": 1, "missing": 0, "not_assessed": 0,
    }  # fmt: skip
    inside.refresh_from_db()
    outside.refresh_from_db()
    assert (inside.status, outside.status) == ("placed", "unmet")


@pytest.mark.parametrize(
    ("basis", "opened", "place", "is_known_after"),
    [
        ("guest", -2 * DAY, None, False),
        ("guest", -DAY, None, True),  # not a day ago yet
        ("guest", -HOUR, None, True),
        ("case", -2 * DAY, None, True),
        ("guest", -9 * DAY, ("own", "shelter", "staying", -9 * DAY, None), True),
        ("guest", -9 * DAY, ("own", "shelter", "ended", -9 * DAY, -6 * DAY), True),
        ("guest", -9 * DAY, ("own", "shelter", "ended", -9 * DAY, -8 * DAY), False),
        ("guest", -9 * DAY, ("own", "shelter", "expired", -HOUR, None), True),
        ("guest", -9 * DAY, ("own", "café", "staying", -9 * DAY, None), False),
        ("guest", -9 * DAY, ("another's", "shelter", "staying", -9 * DAY, None), False),
    ],
)
def test_a_house_knows_its_own_guests_for_some_days_more(
    person_of, shelter_house, cafe_house, places, night, four, basis, opened, place, is_known_after
):
    person, other = person_of("Testa"), person_of("Anden")
    need = NeedToKnow.objects.create(
        person_id=person.pk, organisation_id=shelter_house.organisation_id, basis=basis, from_at=four + opened
    )
    if place:
        whose, where, status, made, left = place
        add_occupancy(
            person if whose == "own" else other, places(shelter_house if where == "shelter" else cafe_house)[0],
            status, night - 9 * DAY, four + made, left_at=left and four + left, until_night=left and night - DAY,
        )  # fmt: skip
    settle_night(night=night, by=MACHINE, at=four)
    need.refresh_from_db()
    assert need.until_at == (None if is_known_after else four)


def test_a_need_that_ended_before_keeps_its_end(person_of, shelter_house, night, four):
    need = NeedToKnow.objects.create(
        person_id=person_of("Testa").pk, organisation_id=shelter_house.organisation_id, basis="guest",
        from_at=four - 9 * DAY, until_at=four - 5 * DAY,
    )  # fmt: skip
    settle_night(night=night, by=MACHINE, at=four)
    need.refresh_from_db()
    assert need.until_at == four - 5 * DAY


# --- correcting ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "slept_outside", "is_written"),
    [("unsafe", True, True), ("unsafe", False, False), ("safe", True, False), ("missing", True, False)],
)
def test_only_an_unsafe_night_outside_is_a_situation(person_of, us, night, four, outcome, slept_outside, is_written):
    person = person_of("Testa")
    correct_night(
        person_id=person.pk, night=night, outcome=outcome, what_happened="x", slept_outside=slept_outside, by=us,
        at=four,
    )  # fmt: skip
    assert Situation.objects.filter(person=person).exists() == is_written


@pytest.mark.parametrize(
    ("whose", "begins", "superseded", "until"),
    [
        (None, 0, False, None),
        ("own", 1, False, 1),
        ("own", 0, False, None),
        ("own", -1, False, None),
        ("own", 1, True, None),  # it was a mistake
        ("another's", 1, False, None),
    ],
)
def test_the_street_lasts_until_what_is_known_of_a_later_night(
    person_of, us, night, now, four, whose, begins, superseded, until
):
    person, other = person_of("Testa"), person_of("Anden")
    if whose:
        Situation.objects.create(
            person=person if whose == "own" else other, kind="egen_bolig", from_on=night + begins * DAY, source="os",
            certainty="seen", recorded_at=now, superseded_at=now if superseded else None,
        )  # fmt: skip
    correct_night(
        person_id=person.pk, night=night, outcome="unsafe", what_happened="ude", slept_outside=True, by=us, at=four
    )
    street = Situation.objects.get(person=person, kind="gade")
    assert street.until_on == (until and night + until * DAY)


# --- showing -------------------------------------------------------------------------------------------------------


def test_nights_outside_are_the_persons_own_unsafe_nights_in_a_row_up_to_last_night(person_of, us, night, lived):
    long, short, safe, older = (person_of(name) for name in ("Lang", "Kort", "Inde", "Før"))
    for back in range(1, FAR_BACK + 3):
        lived(long, night - back * DAY, "unsafe")
    for back, outcome in ((0, "unsafe"), (1, "unsafe"), (2, "missing"), (3, "unsafe")):
        lived(short, night - back * DAY, outcome)
    lived(safe, night - DAY, "safe")
    lived(older, night - 2 * DAY, "unsafe")
    people = [person.pk for person in (long, short, safe, older)]
    assert nights_outside(people, night, viewer=us) == {long.pk: FAR_BACK, short.pk: 1}
    assert nights_outside([short.pk, safe.pk], night, viewer=us) == {short.pk: 1}


def test_a_persons_night_is_of_that_person_and_night(person_of, us, night, lived):
    person, other = person_of("Testa"), person_of("Anden")
    lived(other, night, "unsafe")
    lived(person, night - DAY, "unsafe")
    assert persons_night(person.pk, night, viewer=us) is None
    row = lived(person, night, "safe")
    assert persons_night(person.pk, night, viewer=us) == row


def test_the_figure_counts_from_its_first_night_until_its_last(person_of, us, night, lived):
    person = person_of("Testa")
    for back in range(4):
        lived(person, night - back * DAY, "unsafe" if back % 2 else "missing")
    found = unsafe_nights(viewer=us, from_night=night - 2 * DAY, until_night=night)
    assert (found.nights, found.missing, found.people) == (1, 1, 1)
    assert found.per_night == [(night - 2 * DAY, 0), (night - DAY, 1)]


def test_the_morning_shows_its_own_night_by_house(person_of, us, shelter_house, cafe_house, night, lived):
    rows = [
        ("Ude", 0, "unsafe", None), ("Savnet", 0, "missing", None), ("Anna", 0, "safe", shelter_house),
        ("Bo", 0, "safe", shelter_house), ("Carl", 0, "safe", cafe_house), ("Dora", 0, "safe", None),
        ("Før", -1, "unsafe", None), ("Førinde", -1, "safe", shelter_house), ("Siden", 1, "safe", None),
    ]  # fmt: skip
    for name, later, outcome, house in rows:
        lived(person_of(name), night + later * DAY, outcome, house)
    found = morning(night, viewer=us)
    assert [one.row.person.given_names for one in (*found.unsafe, *found.missing)] == ["Ude", "Savnet"]
    assert {(house.name, house.people) for house in found.inside} == {
        ("Forsorgshjemmet Prøve", 2), ("Natcafé Prøve", 1), ("Et andet trygt sted", 1),
    }  # fmt: skip
    assert found.safe == 4
    for house, names in ((shelter_house.pk, ["Anna", "Bo"]), (cafe_house.pk, ["Carl"]), (None, ["Dora"])):
        inside = slept_inside(night, house, viewer=us)
        assert [one.row.person.given_names for one in inside] == names


def test_the_night_in_short_names_only_unsafe_people_with_words(person_of, us, shelter_house, night, lived):
    for name, later, outcome, words in [
        ("Ord", 0, "unsafe", "sov i kælderskakt"), ("Tavs", 0, "unsafe", ""), ("Savnet", 0, "missing", "kom ikke"),
        ("Inde", 0, "safe", "sov godt"), ("Før", -1, "unsafe", "i parken"),
    ]:  # fmt: skip
        lived(person_of(name), night + later * DAY, outcome, words=words)
    found = night_in_short(night, viewer=us)
    assert (found.safe, found.missing, found.unsafe) == (1, 1, 2)
    assert [row.what_happened for row in found.told] == ["sov i kælderskakt"]


@pytest.mark.parametrize("kind", ["none", "safe", "missing", "unsafe"])
def test_a_night_is_made_up_once_anything_is_known_of_it(night, kind):
    here = [PersonsNight(Night())]
    inside = [SleptInside(None, "Et andet trygt sted", 1)]
    full = Morning(
        night, here if kind == "unsafe" else [], here if kind == "missing" else [], inside if kind == "safe" else []
    )
    counts = {name: int(kind == name) for name in ("safe", "missing", "unsafe")}
    assert full.is_made_up == NightInShort(night, **counts, told=()).is_made_up == (kind != "none")


@pytest.mark.parametrize(
    ("status", "first", "until", "slept_there"),
    [
        ("staying", 0, None, True),
        ("ended", -1, 1, True),
        ("ended", -1, 0, False),
        ("staying", 1, None, False),
        ("held", 0, None, False),
        ("cancelled", 0, None, False),
    ],
)
def test_a_stay_of_the_night_was_slept_in(
    person_of, us, shelter_house, places, night, now, status, first, until, slept_there
):
    add_occupancy(
        person_of("Testa"), places(shelter_house)[0], status, night + first * DAY, now,
        until_night=None if until is None else night + until * DAY, held_until=now if status == "held" else None,
    )  # fmt: skip
    assert stays_on(night, viewer=us).exists() == slept_there


@pytest.mark.parametrize(
    ("whose", "status", "first", "until", "has_a_place"),
    [
        ("own", "held", 0, None, True),
        ("own", "ran out", 0, None, False),
        ("own", "staying", -5, None, True),
        ("own", "staying", -5, 0, False),
        ("own", "staying", 1, None, False),
        ("own", "ended", -5, 1, False),
        ("own", "cancelled", 0, None, False),
        ("another's", "staying", 0, None, False),
    ],
)
def test_the_card_shows_the_place_that_the_person_has_tonight(
    person_of, us, shelter_house, places, night, now, whose, status, first, until, has_a_place
):
    person, other = person_of("Testa"), person_of("Anden")
    held_until = {"held": now + DAY, "ran out": now}.get(status)
    row = add_occupancy(
        person if whose == "own" else other, places(shelter_house)[0], "held" if held_until else status,
        night + first * DAY, now, until_night=None if until is None else night + until * DAY, held_until=held_until,
    )  # fmt: skip
    for shown in (tonight, person_card):
        assert shown(person.pk, viewer=us, on=night, at=now)["stay"] == (row if has_a_place else None)


@pytest.mark.parametrize(
    ("status", "kind", "used"),
    [("staying", "shelter", 1), ("ended", "shelter", 1), ("held", "shelter", None), ("staying", "hotel", None)],
)
def test_only_nights_slept_in_a_shelter_are_counted_against_the_law(
    person_of, us, shelter_house, places, night, now, status, kind, used
):
    House.objects.filter(pk=shelter_house.pk).update(kind=kind)
    person, bed = person_of("Testa"), places(shelter_house)[0]
    add_occupancy(
        person, bed, status, night, now, until_night=night + DAY, held_until=now if status == "held" else None
    )
    card = person_card(person.pk, viewer=us, on=night, at=now)
    assert (card["shelter_days"] and card["shelter_days"].used) == used
    assert (card["shelter_rule"] is not None) == (used is not None)


def test_the_card_looks_thirty_nights_back_at_the_persons_own_nights(person_of, us, night, now, lived):
    person, other = person_of("Testa"), person_of("Anden")
    for back, outcome in [(-1, "unsafe"), (0, "unsafe"), (1, "safe"), (29, "unsafe"), (30, "unsafe")]:
        lived(person, night - back * DAY, outcome)
    lived(other, night, "unsafe")
    card = person_card(person.pk, viewer=us, on=night, at=now)
    assert [[night - row.night for row in run] for run in card["runs"]] == [[DAY], [30 * DAY, 29 * DAY][::-1]]
    first = tonight(person.pk, viewer=us, on=night, at=now)
    drawn = [(square.night, square.kind) for square in first["nights"]]
    assert (len(drawn), first["unsafe"]) == (30, 2)
    assert drawn[:2] == [(night - 30 * DAY, "unsafe"), (night - 29 * DAY, "unsafe")]
    assert drawn[-1] == (night - DAY, "safe")
    assert {kind for _night, kind in drawn[2:-1]} == {"blank"}
    assert [answer.words for answer in answers_tonight(first)] == ["Uden et trygt sted 2 af de sidste 30 nætter."]


def test_the_first_line_says_the_place_tonight_and_not_which_of_a_protected_person(
    person_of, us, our_team, shelter_house, places, night, now
):
    person, waits, other = person_of("Testa"), person_of("Venter"), person_of("Anden")
    add_occupancy(person, places(shelter_house)[0], "held", night, now, held_until=now + datetime.timedelta(hours=2))
    add_request(waits, night, our_team, now)

    def said(one, **more):
        return [(a.words, a.is_late) for a in answers_tonight(tonight(one.pk, viewer=us, on=night, at=now, **more))]

    (held,), (hidden,) = said(person), said(person, hides_places=True)
    assert held[0].startswith(f"I nat: {shelter_house.name} har reserveret en plads til kl.")
    assert hidden[0].startswith("I nat: en plads er reserveret til kl.")
    assert said(waits) == [("I nat: ingen plads.", True)]
    assert said(other) == []


@pytest.mark.parametrize(
    ("facts", "age"),
    [
        ({"given_names": "Testa", "born_year": 1976, "born_year_is_guess": True}, "ca. 50 år"),
        ({"given_names": "Testa", "born_on": datetime.date(2000, 1, 1)}, "26 år"),
        ({"given_names": "Testa", "born_year": 1976, "protection": "address"}, ""),
        ({"description": "kvinde med rød jakke", "born_year": 1976}, ""),
        ({"given_names": "Testa"}, ""),
    ],
)
def test_an_age_is_shown_beside_a_name_and_not_of_a_protected_person(night, facts, age):
    assert age_of(Person(**facts), night) == age
