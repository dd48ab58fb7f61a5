"""Is what a row tells of a known person written, and whom may a row be about at all?"""

import datetime

import pytest
from django.core.management import call_command

from hjemvej.ground.people import actions as people
from hjemvej.ground.people.models import Person, PersonName
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.spreadsheets.models import ImportedRow
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as

from .test_import import ON, Run, body, by, fates, run

__all__ = ["by", "run"]  # fixtures
DAY = datetime.timedelta(days=1)


@pytest.fixture
def citizen(by, now):
    """Give `citizen(name, ...)`: somebody the viewer's team knows."""

    def create(given_names: str = "Testa", surname: str = "Prøvesen", **told):
        with looking_as(by):
            return people.create_person(by=by, at=now, given_names=given_names, surname=surname, **told)

    return create


def test_a_number_a_row_adds_is_written(run: Run, citizen):
    known, bystander = citizen(born_on=datetime.date(1970, 1, 1)), citizen("Nabo")
    assert fates(run("Navn;Født;CPR\nTesta Prøvesen;1/1-1970;010170-0001\n")) == ["changed"]
    known.refresh_from_db()
    bystander.refresh_from_db()
    assert (bool(known.cpr_lookup), bystander.cpr_lookup) == (True, None)


def test_a_birth_day_a_row_adds_is_written(run: Run, citizen):
    known = citizen(born_year=1970)
    plan = run("Navn;Født;Hjemvej: svar\nTesta Prøvesen;1/1-1970;samme\n")
    assert fates(plan) == ["changed"]
    known.refresh_from_db()
    assert (known.born_on, known.born_year) == (datetime.date(1970, 1, 1), None)


def test_a_name_a_row_tells_of_a_nameless_person_is_written_though_it_tells_nothing_else(run: Run, citizen):
    known = citizen("", "", description="Viking", cpr="010170-0001")
    plan = run("Navn;CPR;Hjemvej: svar\nTesta Prøvesen;010170-0001;samme\n")
    assert body(plan)[0].reasons == ("Vi kender borgeren som Viking.", "Tilføjer: navnet")
    known.refresh_from_db()
    assert (known.name, known.description) == ("Testa Prøvesen", "")
    assert PersonName.objects.get(person=known).name == "Viking"


def test_a_row_with_its_own_day_is_known_again_whatever_day_the_list_tells_of(run: Run):
    listed = "Navn;Sover;Fra;Hjemvej: svar\nTesta Prøve;gade;1/5-2026;{}\n"
    run(listed.format(""))
    again = run(listed.format(""), listed_on=ON + DAY)
    assert body(again)[0].reasons == ("Indlæst før, og rækken er uændret.",)
    answered = run(listed.format("samme"), listed_on=ON + DAY)
    assert body(answered)[0].reasons == ("Indlæst før, og rækken er uændret.",)


def test_a_row_without_a_day_tells_anew_on_another_day(run: Run):
    run("Navn;Sover\nTesta Prøve;gade\n")
    again = run("Navn;Sover\nTesta Prøve;gade\n", listed_on=ON + DAY)
    assert body(again)[0].reasons == ()
    assert fates(again) == ["known"]


@pytest.mark.parametrize("number", ["", "010170-0001"])
def test_where_a_person_slept_is_asked_for_by_number_and_by_name_and_birth(run: Run, citizen, by, now, number):
    known = citizen(born_on=datetime.date(1970, 1, 1), **({"cpr": number} if number else {}))
    with looking_as(by):
        record_situation(person_id=known.pk, kind="hotel", from_on=ON, source="Prøve", certainty="seen", by=by, at=now)
    plan = run(f"Navn;Født;CPR;Sover\nTesta Prøvesen;1/1-1970;{number};gade\n")
    assert fates(plan) == ["doubt"]
    assert "Vi ved noget andet om natten" in body(plan)[0].reasons[0]
    assert Situation.objects.get().kind == "hotel"


def test_a_row_another_team_imported_says_nothing_of_ours(run: Run, by, other_team, citizen):
    run("Navn\nTesta Prøve\n")
    ImportedRow.objects.update(organisation=other_team)
    assert fates(run("Navn\nTesta Prøve\n", dry=True)) == ["doubt"]


@pytest.mark.parametrize(
    ("need", "fate"),
    [
        ({}, "I tvivl"),  # ours: asked about
        ({"until": True}, "Ny"),  # ours no longer
        ({"user": True}, "Ny"),  # a single user's
        ({"other": True}, "Ny"),  # another team's
    ],
)
def test_the_command_compares_with_the_teams_own_citizens_alone(
    citizen, our_team, other_team, coordinator, now, tmp_path, capsys, need, fate
):
    known = citizen()
    needs = NeedToKnow.objects.filter(person_id=known.pk)
    if "until" in need:
        needs.update(until_at=now + DAY)
    if "user" in need:
        needs.update(user=coordinator)
    if "other" in need:
        needs.update(organisation=other_team)
    file = tmp_path / "liste.csv"
    file.write_text("Navn\nTesta Prøvesen\n")
    call_command("import_people", str(file), "--organisation", our_team.name, "--dry-run")
    assert f"{fate}: Testa Prøvesen" in capsys.readouterr().out


def test_the_command_opens_nobody_by_number(citizen, our_team, other_team, tmp_path):
    known = citizen(cpr="010170-0001")
    NeedToKnow.objects.filter(person_id=known.pk).update(organisation=other_team)
    file = tmp_path / "liste.csv"
    file.write_text("Navn;CPR\nTesta Prøvesen;010170-0001\n")
    call_command("import_people", str(file), "--organisation", our_team.name)
    assert not NeedToKnow.objects.filter(person_id=known.pk, organisation=our_team).exists()
    assert Person.objects.exclude(pk=known.pk).get().cpr_waiting == known.cpr_lookup
