"""Two who were merged are two after all: does all that was moved go back, and what came since stay?"""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from conftest import Visitor, as_owner
from hjemvej.efforts.one_entry import actions as one_entry
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.models import Course, Note, Task
from hjemvej.ground.people import actions, cpr, queries
from hjemvej.ground.people.models import ContactWay, Person, PersonName
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.queries import situation_of
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

WHY = {"why": "De kom på samme tid i dag"}
SLEEPS: dict[str, Any] = {"kind": "gade", "source": "Prøve", "certainty": "seen"}
NUMBER = "610170-0000"


@pytest.fixture
def at() -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=2)


@pytest.fixture
def by(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def karen(coordinator, client_of):
    return client_of(coordinator)


@pytest.fixture
def testa(by, at) -> Person:
    with looking_as(by):
        return actions.create_person(by=by, at=at, given_names="Testa", surname="Prøve")


@pytest.fixture
def unknown(by, at) -> Person:
    """Much is written of her: what moves when she is taken for Testa."""
    with looking_as(by):
        person = actions.create_person(by=by, at=at, description="Ukendt kvinde, havnen", cpr=NUMBER, animals="hund")
        actions.add_contact_way(person=person, kind="place", value="Kafé Eksempel", by=by, at=at)
        casework.open_course(person_id=person.pk, kind="safe_night", because="I nat", by=by, at=at)
        casework.write_note(
            person_id=person.pk, kind="contact", text="Sov i en bil", own_words="", happened_at=at, by=by, at=at
        )
        one_entry.record_inquiry(by=by, at=at, channel="phone", asker_kind="neighbour", person_id=person.pk)
        return person


def merge(browser: Visitor, keep: Person, other: Person) -> None:
    where = reverse("people:merge", args=[keep.pk, other.pk])
    assert browser.post(where, {"why": "Samme jakke", "is_sure": "on"}).status_code == 302


def part(browser: Visitor, keep: Person, other: Person, **typed: str):
    return browser.post(reverse("people:undo_merge", args=[keep.pk, other.pk]), typed or WHY)


def whose(person: Person) -> dict[str, int]:
    models = (ContactWay, Course, Note, Inquiry, PersonName, Task)
    return {model.__name__: model.objects.filter(person_id=person.pk).count() for model in models}


def as_stored(person: Person) -> dict[str, Any]:
    return dict(Person.objects.filter(pk=person.pk).values().get())


def needs_of(person: Person) -> set[tuple[object, ...]]:
    return set(NeedToKnow.objects.filter(person_id=person.pk).values_list("pk", "basis", "until_at"))


def sleeps(person: Person) -> list[tuple[object, ...]]:
    rows = Situation.objects.filter(person_id=person.pk, superseded_at=None).order_by("from_on")
    return list(rows.values_list("kind", "from_on", "until_on"))


def database_agrees() -> None:
    """What the database asks at the end of a page: no gap, no overlap."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_all_that_was_moved_goes_back_and_both_are_as_before(karen, testa, unknown):
    before = [(as_stored(one), whose(one), needs_of(one)) for one in (testa, unknown)]
    merge(karen, testa, unknown)
    assert as_stored(testa)["cpr_lookup"]
    assert whose(testa)["Note"] == 1
    assert "Det var to" in karen.get(reverse("people:merge_choose", args=[testa.pk])).content.decode()
    asked = karen.get(reverse("people:undo_merge", args=[testa.pk, unknown.pk])).content.decode()
    assert "Samme jakke" in asked
    assert "Der er ikke skrevet noget siden." in asked
    answer = part(karen, testa, unknown)
    assert answer.url == reverse("staff:person", args=[unknown.pk])
    assert [(as_stored(one), whose(one), needs_of(one)) for one in (testa, unknown)] == before
    assert "Ukendt kvinde, havnen" in karen.get(answer.url).content.decode()
    assert cpr.write_out(cpr.decrypt(Person.objects.get(pk=unknown.pk).cpr_encrypted)) == NUMBER
    database_agrees()


def test_it_is_written_in_both_logs_with_the_reason(karen, testa, unknown):
    merge(karen, testa, unknown)
    part(karen, testa, unknown)
    events = Event.objects.filter(name="people.merge_undone")
    assert {(event.person_id, event.why) for event in events} == {(one.pk, WHY["why"]) for one in (testa, unknown)}
    assert "Skilt fra en anden sag igen" in karen.get(reverse("casework:timeline", args=[testa.pk])).content.decode()


def test_without_a_reason_nothing_happens(karen, testa, unknown):
    merge(karen, testa, unknown)
    assert part(karen, testa, unknown, why=" ").status_code == 422
    assert Person.objects.get(pk=unknown.pk).merged_into_id == testa.pk


@pytest.mark.django_db(transaction=True)
def test_what_was_written_since_stays_and_the_page_says_so(karen, testa, unknown, by):
    merge(karen, testa, unknown)
    now = timezone.now()
    with looking_as(by):
        kept = Person.objects.get(pk=testa.pk)
        casework.write_note(person_id=testa.pk, kind="contact", text="Ny", own_words="", happened_at=now, by=by, at=now)
        actions.change_person(person=kept, changes={"animals": "to hunde"}, by=by, at=now)
    asked = karen.get(reverse("people:undo_merge", args=[testa.pk, unknown.pk])).content.decode()
    assert "Det nye, der er skrevet siden, bliver her" in asked
    assert "<li>Oplysninger rettet</li>" in asked
    part(karen, testa, unknown)
    assert [note.text for note in Note.objects.filter(person_id=testa.pk)] == ["Ny"]
    assert [note.text for note in Note.objects.filter(person_id=unknown.pk)] == ["Sov i en bil"]
    assert (Person.objects.get(pk=testa.pk).animals, Person.objects.get(pk=unknown.pk).animals) == ("to hunde", "hund")


@pytest.mark.django_db(transaction=True)
def test_a_number_written_since_stays(karen, testa, unknown, by):
    merge(karen, testa, unknown)
    with looking_as(by):
        actions.set_cpr(person=Person.objects.get(pk=testa.pk), cpr="610171-0000", by=by, at=timezone.now())
    assert (
        "CPR-nummeret er ændret siden"
        in karen.get(reverse("people:undo_merge", args=[testa.pk, unknown.pk])).content.decode()
    )
    assert part(karen, testa, unknown).status_code == 302
    assert (as_stored(unknown)["cpr_lookup"], bool(as_stored(testa)["cpr_lookup"])) == (None, True)


@pytest.mark.parametrize("known", ["one", "both"])
def test_where_they_slept_goes_back_without_gap_or_overlap(karen, testa, unknown, by, at, known):
    day = timezone.localdate(at)
    with looking_as(by):
        for person in (unknown,) if known == "one" else (unknown, testa):
            record_situation(person_id=person.pk, from_on=day - datetime.timedelta(days=9), by=by, at=at, **SLEEPS)
    before = sleeps(unknown), sleeps(testa)
    merge(karen, testa, unknown)
    assert sleeps(unknown) == []
    part(karen, testa, unknown)
    assert (sleeps(unknown), sleeps(testa)) == before
    database_agrees()


@pytest.mark.parametrize("is_built_upon", [False, True])
def test_the_nights_of_both_are_told_of_the_one_and_apart_again(karen, testa, unknown, by, at, is_built_upon):
    """Testa had a home two years ago, and nobody knew that it was she who sat on the harbour last week."""
    day = timezone.localdate(at)
    home, harbour = day - datetime.timedelta(days=700), day - datetime.timedelta(days=9)
    with looking_as(by):
        told = {**SLEEPS, "kind": "egen_bolig"}
        record_situation(person_id=testa.pk, from_on=home, by=by, at=at, **told)
        record_situation(person_id=unknown.pk, from_on=harbour, until_on=day, by=by, at=at, **SLEEPS)
    before = sleeps(unknown), sleeps(testa)
    merge(karen, testa, unknown)
    as_one = [("egen_bolig", home, harbour), ("gade", harbour, day), ("egen_bolig", day, None)]
    assert sleeps(testa) == as_one
    then = situation_of(testa.pk, harbour, viewer=by, known_at=at)
    assert then
    assert then.kind == "egen_bolig"
    if is_built_upon:
        with looking_as(by):
            herberg: dict[str, Any] = {**SLEEPS, "kind": "herberg"}
            record_situation(person_id=testa.pk, from_on=timezone.localdate(), by=by, at=timezone.now(), **herberg)
    part(karen, testa, unknown)
    assert sleeps(unknown) == before[0]
    assert len(sleeps(testa)) == (4 if is_built_upon else 1)
    database_agrees()


def test_a_night_recorded_since_stays_and_the_other_has_back_what_was_known(karen, testa, unknown, by, at):
    day = timezone.localdate(at)
    with looking_as(by):
        record_situation(person_id=unknown.pk, from_on=day - datetime.timedelta(days=9), by=by, at=at, **SLEEPS)
    before = sleeps(unknown)
    merge(karen, testa, unknown)
    with looking_as(by):
        herberg: dict[str, Any] = {**SLEEPS, "kind": "herberg"}
        record_situation(person_id=testa.pk, from_on=timezone.localdate(), by=by, at=timezone.now(), **herberg)
    assert part(karen, testa, unknown).status_code == 302
    assert sleeps(unknown) == before
    assert [kind for kind, _from, _until in sleeps(testa)] == ["gade", "herberg"]
    database_agrees()


def test_a_past_put_right_since_is_refused_in_words_and_nothing_is_changed(karen, testa, unknown, by, at):
    day = timezone.localdate(at)
    with looking_as(by):
        for days, kind in ((30, "gade"), (20, "herberg"), (10, "hotel")):
            from_on = day - datetime.timedelta(days=days)
            record_situation(person_id=unknown.pk, from_on=from_on, by=by, at=at, **{**SLEEPS, "kind": kind})
    merge(karen, testa, unknown)
    with looking_as(by):
        from_on, until_on = day - datetime.timedelta(days=18), day - datetime.timedelta(days=15)
        record_situation(
            person_id=testa.pk,
            from_on=from_on,
            until_on=until_on,
            by=by,
            at=timezone.now(),
            **{**SLEEPS, "kind": "andet"},
        )
    answer = part(karen, testa, unknown)
    assert answer.status_code == 422
    assert "hvor borgeren har sovet" in answer.content.decode()
    assert Note.objects.get().person_id == testa.pk


def test_two_courses_that_exclude_each_other_are_refused_in_words(karen, testa, unknown, by, at):
    """One was opened of the other since, in a time when nothing held a citizen against a merge."""
    merge(karen, testa, unknown)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE casework_course DISABLE TRIGGER hold_person")
    Course.objects.create(person_id=unknown.pk, kind="safe_night", opened_at=at)
    answer = part(karen, testa, unknown)
    assert answer.status_code == 422
    assert "et åbent forløb af samme slags" in answer.content.decode()


def test_every_organisations_need_is_as_it_was(karen, testa, unknown, by, at, shelter):
    for person, until in ((testa, None), (unknown, None)):
        open_need(person_id=person.pk, organisation_id=shelter.pk, basis=NeedToKnow.Basis.GUEST, by=by, at=at)
        assert until is None
    before = needs_of(testa), needs_of(unknown)
    merge(karen, testa, unknown)
    assert part(karen, testa, unknown).status_code == 302
    assert (needs_of(testa), needs_of(unknown)) == before


def test_those_who_knew_only_one_of_them_cannot_part_them(
    karen, testa, unknown, by, at, colleague_in_other_team, client_of, other_team
):
    open_need(person_id=testa.pk, organisation_id=other_team.pk, basis=NeedToKnow.Basis.CASE, by=by, at=at)
    merge(karen, testa, unknown)
    answer = part(client_of(colleague_in_other_team), testa, unknown)
    assert answer.status_code == 422
    assert "I kendte ikke dem begge" in answer.content.decode()


@pytest.mark.parametrize("visitor", ["shelter_worker", "volunteer", "landlord"])
def test_others_meet_the_404_of_what_is_not_there(karen, testa, unknown, client_of, request, visitor):
    merge(karen, testa, unknown)
    assert part(client_of(request.getfixturevalue(visitor)), testa, unknown).status_code == 404


def test_what_was_never_merged_or_is_parted_already_is_not_there(karen, testa, unknown):
    assert part(karen, testa, unknown).status_code == 404
    merge(karen, testa, unknown)
    part(karen, testa, unknown)
    assert part(karen, testa, unknown).status_code == 404
    assert queries.survivor_of(unknown.pk) == unknown.pk


@pytest.mark.django_db(transaction=True)
def test_they_may_be_merged_and_parted_again(karen, testa, unknown):
    before = as_stored(testa), as_stored(unknown)
    for _time in range(2):
        merge(karen, testa, unknown)
        part(karen, testa, unknown)
    assert (as_stored(testa), as_stored(unknown)) == before


@pytest.mark.django_db(transaction=True)
def test_three_who_were_merged_are_parted_one_by_one_the_latest_first(karen, testa, unknown, by, at):
    with looking_as(by):
        third = actions.create_person(by=by, at=at, given_names="Opdigtet", surname="Tredje")
        actions.add_contact_way(person=third, kind="place", value="Havnen", by=by, at=at)
    people = (testa, unknown, third)
    before = [(as_stored(one), whose(one), needs_of(one)) for one in people]
    merge(karen, unknown, third)
    between = [(as_stored(one), whose(one), needs_of(one)) for one in people]
    merge(karen, testa, unknown)
    assert part(karen, unknown, third).status_code == 404  # she is part of another now
    assert part(karen, testa, unknown).status_code == 302
    assert [(as_stored(one), whose(one), needs_of(one)) for one in people] == between
    assert part(karen, unknown, third).status_code == 302
    assert [(as_stored(one), whose(one), needs_of(one)) for one in people] == before


def test_an_unsent_note_follows_to_the_one_who_is_kept_and_back(karen, testa, unknown):
    draft = {"_draft": f"note-{unknown.pk}", "text": "Halvt skrevet"}
    karen.post(reverse("casework:save_draft"), draft)

    def write(person: Person) -> Any:
        return karen.get(reverse("casework:write_note", args=[person.pk])).content.decode()

    assert "Halvt skrevet" not in write(testa)
    merge(karen, testa, unknown)
    assert "Halvt skrevet" in write(testa)
    part(karen, testa, unknown)
    assert "Halvt skrevet" not in write(testa)
    assert "Halvt skrevet" in write(unknown)
    merge(karen, testa, unknown)
    typed = {"kind": "contact", "text": "Færdig", "happened_on": "i dag", "happened_time": "0.01"}
    assert karen.post(reverse("casework:write_note", args=[testa.pk]), typed).status_code == 302
    assert "Halvt skrevet" not in write(testa)
