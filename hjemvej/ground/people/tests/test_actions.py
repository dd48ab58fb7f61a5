"""Do the actions write what they should, and their event with it?"""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from hjemvej.ground.people import actions, cpr, queries
from hjemvej.ground.people.actions import persons
from hjemvej.ground.people.models import ContactWay, Person, PersonName
from hjemvej.ground.people.recognising.queries import find_people
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

INVENTED = "610170-0000"  # a replacement number: nobody's


def events(person: Person) -> list[str]:
    said = Event.objects.filter(person_id=person.pk, name__startswith="people.").order_by("id")
    return list(said.values_list("name", flat=True))


def test_a_nameless_man_is_created_and_his_name_learned_later(coordinator, viewer_for, now):
    by = viewer_for(coordinator)
    with looking_as(by):
        person = actions.create_person(by=by, at=now, description="Ukendt mand, stationen", sex="man")
        assert person.name == "Ukendt mand, stationen"
        later = now + datetime.timedelta(days=30)
        actions.learn_name(person=person, given_names="Prøve", surname="Eksempelsen", by=by, at=later)
        assert person.name == "Prøve Eksempelsen"
        earlier = queries.names_of(person, viewer=by).get()
        assert (earlier.name, earlier.known_from, earlier.known_until) == ("Ukendt mand, stationen", now, later)
        assert events(person) == ["people.person_created", "people.name_learned"]
        assert [found.why for found in find_people("ukendt mand station", viewer=by, on=now.date())] == [
            "beskrivelsen ligner"
        ]


def test_a_person_without_name_and_description_is_refused(coordinator, viewer_for, now):
    with pytest.raises(actions.PersonNeedsNameOrDescription):
        actions.create_person(by=viewer_for(coordinator), at=now, given_names="  ")


def test_a_cpr_number_is_nowhere_in_clear(coordinator, viewer_for, now):
    person = actions.create_person(by=viewer_for(coordinator), at=now, given_names="Testa", cpr=INVENTED)
    person.refresh_from_db()
    assert "610170" not in f"{person.cpr_encrypted}{person.cpr_lookup}"
    assert cpr.decrypt(person.cpr_encrypted) == "6101700000"
    assert person.born_on == datetime.date(1970, 1, 1)
    assert not Event.objects.filter(details__icontains="610170").exists()


def test_a_number_that_is_another_persons_is_refused(coordinator, viewer_for, now):
    by = viewer_for(coordinator)
    actions.create_person(by=by, at=now, given_names="Testa", cpr=INVENTED)
    other = actions.create_person(by=by, at=now, given_names="Prøve")
    with pytest.raises(actions.CprBelongsToAnother):
        actions.set_cpr(person=other, cpr=INVENTED, by=by, at=now)


def test_nothing_is_written_when_nothing_is_new(coordinator, viewer_for, now):
    by = viewer_for(coordinator)
    person = actions.create_person(by=by, at=now, given_names="Testa", animals="hunden Fiktiv")
    actions.change_person(person=person, changes={"animals": "hunden Fiktiv"}, by=by, at=now)
    assert events(person) == ["people.person_created"]
    actions.change_person(person=person, changes={"animals": ""}, by=by, at=now)
    assert events(person) == ["people.person_created", "people.person_changed"]


def test_a_person_is_not_left_without_name_and_description(coordinator, viewer_for, now):
    by = viewer_for(coordinator)
    person = actions.create_person(by=by, at=now, description="Ukendt mand, stationen")
    with pytest.raises(actions.PersonNeedsNameOrDescription):
        actions.change_person(person=person, changes={"description": ""}, by=by, at=now)
    person.refresh_from_db()
    assert person.description == "Ukendt mand, stationen"
    assert events(person) == ["people.person_created"]


def test_a_wrong_number_is_removed_and_the_log_says_so(coordinator, viewer_for, now):
    by = viewer_for(coordinator)
    person = actions.create_person(by=by, at=now, given_names="Testa")
    for number in (INVENTED, INVENTED, "", ""):
        actions.set_cpr(person=person, cpr=number, by=by, at=now)
    person.refresh_from_db()
    assert (person.cpr_encrypted, person.cpr_lookup) == ("", None)
    assert events(person) == ["people.person_created", "people.cpr_set", "people.cpr_removed"]


def test_a_person_may_be_given_their_own_number_again(coordinator, viewer_for, now, monkeypatch):
    by = viewer_for(coordinator)
    person = actions.create_person(by=by, at=now, given_names="Testa", cpr=INVENTED)
    monkeypatch.setattr(persons, "_insert", None)  # not tried: PostgreSQL would log the number's hash
    known = actions.create_person(by=by, at=now, given_names="Testa", cpr=INVENTED)
    assert known.pk == person.pk
    assert NeedToKnow.objects.filter(person_id=person.pk).count() == 1, "ours already: no need is opened anew"


def test_an_alias_is_kept_once_and_is_never_the_name_itself(coordinator, viewer_for, now):
    by = viewer_for(coordinator)
    person, bystander = (actions.create_person(by=by, at=now, given_names=name) for name in ("Testa", "Mona"))
    actions.add_alias(person=bystander, name="Tes", by=by, at=now)
    for name in ("Tes", "TES", "Testa"):
        actions.add_alias(person=person, name=name, by=by, at=now)
    assert queries.aliases(person, viewer=by) == ["Tes"]


def test_the_responsible_municipality_has_no_gap_and_no_overlap(coordinator, viewer_for, now):
    by = viewer_for(coordinator)
    person = actions.create_person(by=by, at=now, given_names="Testa")
    day = now.date()
    actions.set_responsible_municipality(person=person, code="265", name="Roskilde", from_on=day, by=by, at=now)
    moved = day + datetime.timedelta(days=40)
    actions.set_responsible_municipality(person=person, code="259", name="Køge", from_on=moved, by=by, at=now)
    periods = [(one.municipality_code, one.until_on) for one in queries.municipality_periods(person, viewer=by)]
    assert periods == [("259", None), ("265", moved)]
    then = queries.responsible_municipality(person, viewer=by, on=day)
    assert then is not None
    assert then.municipality_name == "Roskilde"


def test_a_name_is_kept_as_it_is_read(coordinator, viewer_for, now):
    """A ring of its own, as some keyboards send it, and a sign that turns the direction of what follows."""
    by = viewer_for(coordinator)
    person = actions.create_person(by=by, at=now, given_names="A\u030ase", surname="\u202ePrøve")
    assert (person.given_names, person.surname) == ("Åse", "Prøve")


def test_rotating_the_key_keeps_every_number(coordinator, viewer_for, now, settings):
    by = viewer_for(coordinator)
    person = actions.create_person(by=by, at=now, given_names="Testa", cpr=INVENTED)
    settings.CPR_KEYS = f"new:{'B' * 43}=, {settings.CPR_KEYS}"
    assert actions.rotate_cpr_keys(by=by, at=now) == 1
    assert actions.rotate_cpr_keys(by=by, at=now) == 0
    settings.CPR_KEYS = settings.CPR_KEYS.split(",")[0]
    person.refresh_from_db()
    assert cpr.decrypt(person.cpr_encrypted) == "6101700000"


def test_the_command_tells_how_many_and_no_number(coordinator, viewer_for, now, settings, capsys):
    actions.create_person(by=viewer_for(coordinator), at=now, given_names="Testa", cpr=INVENTED)
    settings.CPR_KEYS = f"new:{'B' * 43}=, {settings.CPR_KEYS}"
    call_command("rotate_cpr_key")
    assert capsys.readouterr().out == (
        "1 CPR numbers encrypted anew.\n0 files encrypted anew.\n0 archive files encrypted anew.\n"
        "0 uploaded spreadsheets encrypted anew.\n0 numbers of signals encrypted anew.\n"
    )
    assert Event.objects.get(name="people.cpr_keys_rotated").details == {"key": "new", "count": 1}


def test_keys_that_do_not_fit_the_database_are_found_out(coordinator, viewer_for, now, settings, capsys):
    actions.create_person(by=viewer_for(coordinator), at=now, given_names="Testa", cpr=INVENTED)
    call_command("try_cpr_keys")
    assert capsys.readouterr().out == "The keys fit: 1 with the key 'demo'.\n"
    settings.CPR_LOOKUP_KEY = "another"
    with pytest.raises(CommandError, match="not found again"):
        call_command("try_cpr_keys")
    settings.CPR_KEYS = f"new:{'B' * 43}="
    with pytest.raises(CommandError, match="No CPR key 'demo'"):
        call_command("try_cpr_keys")


@pytest.mark.parametrize(("given_names", "surname", "name"), [("Testa", "", "Testa"), ("", "Prøve", "Prøve")])
def test_half_a_name_is_a_name(coordinator, viewer_for, now, given_names, surname, name):
    by = viewer_for(coordinator)
    person = actions.create_person(by=by, at=now, description="Ukendt, stationen")
    actions.learn_name(person=person, given_names=given_names, surname=surname, by=by, at=now)
    assert (person.name, person.description, person.is_nameless) == (name, "", False)
    with pytest.raises(actions.PersonNeedsNameOrDescription):
        actions.learn_name(person=person, given_names=" ", surname="", by=by, at=now)
    with pytest.raises(actions.PersonNeedsNameOrDescription):
        actions.add_alias(person=person, name=" ", by=by, at=now)
    assert events(person) == ["people.person_created", "people.name_learned"]


def test_each_earlier_name_is_known_from_the_end_of_the_one_before(coordinator, viewer_for, now):
    by = viewer_for(coordinator)
    person = actions.create_person(by=by, at=now, given_names="Testa", surname="Prøve", description="Grøn jakke")
    days = [now + datetime.timedelta(days=number) for number in (10, 20)]
    actions.add_alias(person=person, name="Tes", by=by, at=now + datetime.timedelta(days=5))
    for at, surname in zip(days, ("Opdigtet", "Fiktiv"), strict=True):
        actions.learn_name(person=person, given_names="Testa", surname=surname, by=by, at=at)
    earlier = person.names.exclude(kind="alias").order_by("known_from")
    assert list(earlier.values_list("kind", "name", "known_from", "known_until")) == [
        ("earlier", "Testa Prøve", now, days[0]),
        ("earlier", "Testa Opdigtet", days[0], days[1]),
    ]
    assert person.description == "Grøn jakke"


def test_a_name_from_before_may_be_in_use_again(coordinator, viewer_for, now):
    by = viewer_for(coordinator)
    person = actions.create_person(by=by, at=now, given_names="Testa", surname="Prøve")
    actions.learn_name(person=person, given_names="Testa", surname="Opdigtet", by=by, at=now)
    assert actions.add_alias(person=person, name="Testa Prøve", by=by, at=now)
    assert sorted(person.names.values_list("kind", "name")) == [("alias", "Testa Prøve"), ("earlier", "Testa Prøve")]


def test_a_way_is_corrected_when_it_is_the_same_and_written_anew_when_it_is_another(coordinator, viewer_for, now):
    by, today = viewer_for(coordinator), now.date()
    person = actions.create_person(by=by, at=now, given_names="Testa")

    def add(kind, value, **facts):
        return actions.add_contact_way(person=person, kind=kind, value=value, by=by, at=now, **facts)

    ended = add("place", "Kafé Eksempel")
    actions.end_contact_way(person=person, way_id=ended.pk, until_on=today, by=by, at=now)
    again = add("place", "Kafé Eksempel", note="formiddag")
    assert add("place", "Kafé Eksempel", note="eftermiddag").pk == again.pk
    add("through", "Kafé Eksempel")
    add("place", "Havnen")
    ways = ContactWay.objects.filter(person=person).order_by("pk")
    assert list(ways.values_list("kind", "value", "note", "until_on")) == [
        ("place", "Kafé Eksempel", "", today),
        ("place", "Kafé Eksempel", "eftermiddag", None),
        ("through", "Kafé Eksempel", "", None),
        ("place", "Havnen", "", None),
    ]


def test_a_way_ends_once_and_alone(coordinator, viewer_for, now):
    by, today = viewer_for(coordinator), now.date()
    person = actions.create_person(by=by, at=now, given_names="Testa")
    one, other = (
        actions.add_contact_way(person=person, kind="place", value=value, by=by, at=now) for value in ("A", "B")
    )
    for day in (today, today + datetime.timedelta(days=1)):
        actions.end_contact_way(person=person, way_id=one.pk, until_on=day, by=by, at=now)
    ends = ContactWay.objects.filter(person=person).values_list("pk", "until_on")
    assert dict(ends) == {one.pk: today, other.pk: None}
    assert events(person).count("people.contact_way_ended") == 1


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"cpr": INVENTED, "born_year": 1980}, (datetime.date(1970, 1, 1), None)),
        ({"cpr": INVENTED, "born_on": datetime.date(1970, 2, 2)}, (datetime.date(1970, 2, 2), None)),
        ({"born_on": datetime.date(1980, 2, 2), "born_year": 1981}, (datetime.date(1980, 2, 2), None)),
        ({"born_year": 1980}, (None, 1980)),
    ],
)
def test_a_day_of_birth_makes_the_year_superfluous(coordinator, viewer_for, now, told, kept):
    person = actions.create_person(by=viewer_for(coordinator), at=now, given_names="Testa", **told)
    assert (person.born_on, person.born_year) == kept


def test_a_number_that_a_colleague_gave_in_the_meantime_is_the_persons_own(coordinator, viewer_for, now):
    by = viewer_for(coordinator)
    person = actions.create_person(by=by, at=now, given_names="Testa")
    as_read_before = Person.objects.get(pk=person.pk)
    for one in (person, as_read_before):
        actions.set_cpr(person=one, cpr=INVENTED, by=by, at=now)
    person.refresh_from_db()
    assert cpr.decrypt(person.cpr_encrypted) == "6101700000"


def test_a_number_that_a_list_brought_in_the_same_second_is_found_out(coordinator, viewer_for, now, monkeypatch):
    by = viewer_for(coordinator)
    known = actions.create_person(by=by, at=now, given_names="Testa", cpr=INVENTED)
    other = actions.create_person(by=by, at=now, given_names="Prøve")
    sees, answers = queries.id_of_cpr, [None]
    monkeypatch.setattr(queries, "id_of_cpr", lambda digits: answers.pop(0) if answers else sees(digits))
    assert actions.create_person(by=by, at=now, given_names="Test A.", cpr=INVENTED).pk == known.pk
    answers.append(None)
    with pytest.raises(actions.CprBelongsToAnother):
        actions.set_cpr(person=other, cpr=INVENTED, by=by, at=now)
    other.refresh_from_db()
    assert (other.cpr_lookup, other.born_on) == (None, None)


def test_a_new_person_that_the_database_refuses_for_another_reason_is_no_known_one(coordinator, viewer_for, now):
    with pytest.raises(IntegrityError, match='"sex"'), transaction.atomic():
        actions.create_person(by=viewer_for(coordinator), at=now, given_names="Testa", sex=None)  # type: ignore[arg-type]


def test_a_spreadsheet_may_bring_a_way_to_reach_people_and_no_fact_of_them(coordinator, viewer_for, now):
    by = viewer_for(coordinator)
    person = actions.create_person(by=by, at=now, given_names="Testa")
    way = ContactWay(person=person, kind="place", value="Havnen")
    alias = PersonName(person=person, kind="alias", name="Tes", known_from=now)
    actions.save_people_in_bulk(
        new=[], changed=[person], fields=[], names=[alias], ways=[way], by=by, at=now, why="Prøveliste"
    )
    assert (person.contact_ways.get().value, person.names.get().name) == ("Havnen", "Tes")
    assert events(person) == ["people.person_created", "people.person_changed"]


def test_the_keys_fit_a_database_without_numbers(coordinator, viewer_for, now, capsys):
    actions.create_person(by=viewer_for(coordinator), at=now, given_names="Testa")
    call_command("try_cpr_keys")
    assert capsys.readouterr().out == "The keys fit: there are no CPR numbers yet.\n"
