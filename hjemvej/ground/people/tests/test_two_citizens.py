"""Does each citizen's card show that citizen alone, and offer what the viewer's role may do?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.ground.people import access, actions, queries, rules
from hjemvej.ground.people.merging.actions.merging import CannotMerge, merge_people
from hjemvej.ground.people.models import Person
from hjemvej.platform.access import roles, viewer
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.audit.models import Event

DAY = datetime.timedelta(days=1)
OFFERS = [
    ("may_edit", Permission.EDIT_PERSON),
    ("may_reveal_cpr", Permission.SEE_CPR),
    ("may_reveal_protected", Permission.SEE_PROTECTED),
]


@pytest.fixture
def by(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def two(by, now):
    """Make two citizens, each with a row of every kind."""
    made = []
    for name in ("Testa", "Mona"):
        person = actions.create_person(by=by, at=now, given_names=name, surname="Prøve")
        actions.add_alias(person=person, name=f"Alias {name}", by=by, at=now)
        actions.add_contact_way(person=person, kind="place", value=f"Sted {name}", by=by, at=now)
        actions.add_household_member(
            person=person, relation="child", name=f"Barn {name}", born_year=2019, is_with_them=True, by=by, at=now
        )
        code, town = ("265", "Roskilde") if name == "Testa" else ("259", "Køge")
        actions.set_responsible_municipality(
            person=person, code=code, name=town, from_on=now.date() - DAY, by=by, at=now
        )
        made.append(person)
    return made


def test_the_card_shows_the_given_citizen_alone(two, by, now):
    for person, town in zip(two, ("Roskilde", "Køge"), strict=True):
        with viewer.looking_as(by):
            card = queries.person_card(person, viewer=by, on=now.date())
            periods = list(queries.municipality_periods(person, viewer=by))
            way = queries.first_way(person, viewer=by, on=now.date())["way"]
        name = person.given_names
        assert card["aliases"] == [f"Alias {name}"]
        assert [way.value for way in card["open_ways"]] == [f"Sted {name}"] == [way.value]
        assert [child.name for child in card["children"]] == [f"Barn {name}"]
        assert card["municipality"].municipality_name == town
        assert [period.municipality_name for period in periods] == [town]


@pytest.mark.parametrize(("offer", "permission"), OFFERS)
def test_the_card_offers_what_the_role_may(two, by, now, monkeypatch, offer, permission):
    with viewer.looking_as(by):
        assert queries.person_card(two[0], viewer=by, on=now.date())[offer]
        monkeypatch.setitem(roles.PERMISSIONS, by.role, roles.PERMISSIONS[by.role] - {permission})
        assert not queries.person_card(two[0], viewer=by, on=now.date())[offer]


def test_the_card_of_a_protected_citizen_tells_no_name_and_no_place(two, by, now):
    actions.set_protection(person=two[0], protection="address", by=by, at=now)
    told = []
    with viewer.looking_as(by):
        for person in two:
            person.refresh_from_db()
            way = queries.first_way(person, viewer=by, on=now.date())["way"]
            told.append((queries.aliases(person, viewer=by), way and way.value))
    assert told == [([], None), (["Alias Mona"], "Sted Mona")]


@pytest.mark.parametrize(
    ("protection", "last_on", "lapsed"),
    [("address", -1, True), ("address", 0, False), ("address", None, False), ("none", -1, False)],
)
def test_the_card_tells_when_a_protection_has_lapsed(two, by, now, protection, last_on, lapsed):
    day = None if last_on is None else now.date() + last_on * DAY
    Person.objects.filter(pk=two[0].pk).update(protection=protection, protection_last_on=day)
    with viewer.looking_as(by):
        person = Person.objects.get(pk=two[0].pk)
        assert queries.person_card(person, viewer=by, on=now.date())["protection_lapsed"] is lapsed


def test_the_same_protection_again_is_written_once(two, by, now):
    until = now.date() + 30 * DAY
    for last_on in (until, until, until + DAY):
        actions.set_protection(person=two[0], protection="address", last_on=last_on, by=by, at=now)
    assert Event.objects.filter(person_id=two[0].pk, name="people.person_protected").count() == 2


def test_an_alias_that_is_missing_says_nothing_of_the_name(two, coordinator, client_of):
    shown = client_of(coordinator).post(reverse("people:names", args=[two[0].pk]), {"do": "add", "alias-name": ""})
    assert shown.context["second"].errors
    assert not shown.context["form"].is_bound


def test_a_child_may_be_born_today_but_not_tomorrow(now):
    today = now.date()
    assert rules.read_born(f"{today:%d/%m-%Y}", today) == rules.Born(on=today)
    with pytest.raises(rules.BornNotUnderstood):
        rules.read_born(f"{today + DAY:%d/%m-%Y}", today)


def test_a_citizen_without_a_number_has_none_to_show(two, by, now):
    with viewer.looking_as(by):
        assert access.reveal_cpr(by, two[0].pk, at=now) == ""


def test_a_record_that_is_merged_already_is_not_merged_again(two, by, now):
    other = actions.create_person(by=by, at=now, given_names="Tredje", surname="Prøve")
    merge_people(keep=two[0], merge=other, why="den samme", by=by, at=now)
    other.refresh_from_db()
    for keep, merge in ((two[1], other), (other, two[1])):
        with pytest.raises(CannotMerge, match="allerede lagt sammen"):
            merge_people(keep=keep, merge=merge, why="den samme", by=by, at=now)


@pytest.mark.parametrize("is_guess", [True, False])
def test_a_guessed_birth_is_shown_as_a_guess_to_mend(by, now, coordinator, client_of, is_guess):
    person = actions.create_person(by=by, at=now, given_names="Ib", born_year=1971, born_year_is_guess=is_guess)
    form = client_of(coordinator).get(reverse("people:person_edit", args=[person.pk])).context["form"]
    born = str(form.initial["born"])
    assert ("ca." in born) is is_guess
    assert "1971" in born


def test_the_same_name_again_is_no_new_name(two, by, now):
    actions.learn_name(person=two[0], given_names="Testa", surname="Prøve", by=by, at=now)
    assert not Event.objects.filter(person_id=two[0].pk, name="people.name_learned").exists()
    with viewer.looking_as(by):
        assert [row.name for row in queries.names_of(two[0], viewer=by)] == ["Alias Testa"]
