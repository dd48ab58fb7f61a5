"""Can a citizen read who has seen and changed their record?"""

import datetime
import uuid

import pytest
from django.db import connection
from django.urls import reverse

from conftest import as_owner
from hjemvej.platform.access import queries
from hjemvej.platform.access.door import enter
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit import actions as audit
from hjemvej.platform.audit.models import Change, Event
from hjemvej.platform.sealing.cpr_numbers import cover_cpr


def change(person_id, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE people_person SET {sql} WHERE id = %s", [person_id])


def page_text(browser, person_id, name="access:log", query=""):
    return browser.get(reverse(name, args=[person_id]) + query).content.decode()


def test_a_change_is_told_with_before_and_after_in_danish(client_of, coordinator, viewer_for, ours):
    with looking_as(viewer_for(coordinator)):
        change(ours, "animals = 'hunden Plet', sex = 'man', needs_interpreter = true")
    text = page_text(client_of(coordinator), ours)
    assert "Ændrede: dine oplysninger" in text
    for words in ("Dyr", "hunden Plet", "Køn", "Ikke oplyst", "Mand", "Har brug for tolk", "ja", coordinator.name):
        assert words in text, words


@pytest.mark.parametrize("name", ["access:log", "access:log_on_paper"])
def test_the_heading_says_whose_record_it_is_and_masks_a_protected_name(client_of, coordinator, viewer_for, ours, name):
    with looking_as(viewer_for(coordinator)):
        change(ours, "given_names = 'Eksempel', surname = 'Ibsen'")
    assert "Hvem har set sagen om Eksempel Ibsen?" in page_text(client_of(coordinator), ours, name)
    with looking_as(viewer_for(coordinator)):
        change(ours, "protection = 'threatened'")
    text = page_text(client_of(coordinator), ours, name)
    assert "Hvem har set sagen om Beskyttet borger?" in text
    assert "<h1>Hvem har set sagen om Eksempel" not in text
    if name == "access:log":  # on the paper for the citizen it stands: it is theirs
        assert "Ibsen" not in text


def test_a_cpr_number_never_stands_in_the_log(client_of, coordinator, viewer_for, ours):
    with looking_as(viewer_for(coordinator)):
        change(ours, "cpr_encrypted = 'hemmelig', cpr_lookup = 'hash', animals = 'fik at vide: 010170-0001'")
    text = page_text(client_of(coordinator), ours)
    assert "hemmelig" not in text
    assert "0001" not in text
    assert "010170-••••" in text
    assert "CPR-nummer" in text


def test_ten_looks_on_one_day_are_one_line(client_of, coordinator, viewer_for, ours, now):
    viewer = viewer_for(coordinator)
    for minute in range(10):
        at = now - datetime.timedelta(minutes=minute)
        for _part in range(3):  # a page and the parts it fetches
            enter(viewer, ours, page="staff.person", at=at, needs=Permission.SEE_PERSON)
    text = page_text(client_of(coordinator), ours)
    assert "10 gange den dag" in text
    assert "sag i eget team" in text


def test_the_paper_for_the_citizen_leaves_staff_names_out_unless_decided(client_of, coordinator, leader, ours):
    browser = client_of(coordinator)
    page_text(client_of(leader), ours)
    assert leader.name not in page_text(browser, ours, "access:log_on_paper")
    assert leader.name in page_text(browser, ours, "access:log_on_paper", "?navne=1")
    assert Event.objects.filter(name="access.log_handed_over", person_id=ours).count() == 2


def test_a_long_log_is_paged_with_as_many_queries(
    client_of, coordinator, viewer_for, ours, django_assert_max_num_queries
):
    with looking_as(viewer_for(coordinator)):
        change(ours, "animals = 'kat'")
    connection.cursor().execute(
        "INSERT INTO audit_look (at, user_id, organisation_id, person_id, page, basis, why)"
        " SELECT now() - n * interval '1 day', %s, NULL, %s, 'staff.person', 'case', '' FROM generate_series(1, 200) n",
        [coordinator.pk, ours],
    )
    browser = client_of(coordinator)
    with django_assert_max_num_queries(20):
        text = page_text(browser, ours, query="?side=2")
    assert "51-100 af" in text


def test_the_card_shows_the_latest_of_each(viewer_for, coordinator, leader, ours, now, rf):
    for user in (coordinator, leader):
        viewer = viewer_for(user)
        with looking_as(viewer):
            enter(viewer, ours, page="staff.person", at=now, needs=Permission.SEE_PERSON)
    card = queries.person_card(ours, viewer=viewer_for(coordinator), on=now.date())
    assert {look["who"] for look in card["looks"]} == {coordinator.name, leader.name}


def test_the_card_shows_no_looks_to_a_role_that_opens_no_records(viewer_for, coordinator, shelter_worker, guest, now):
    with looking_as(viewer_for(coordinator)):
        enter(viewer_for(coordinator), guest, page="staff.person", at=now, needs=Permission.SEE_PERSON)
    assert queries.person_card(guest, viewer=viewer_for(shelter_worker), on=now.date())["looks"] == []


def line_of(person_id):
    (line,) = queries.citizen_log(person_id, without={})
    return line


def planted(person_id, now, *changes, **more):
    """Rows of the log as one transaction wrote them, and as another wrote them of a bystander."""
    with as_owner():
        for whose, transaction in ((person_id, 1), (uuid.uuid4(), 2)):
            for table, operation, before, after in changes:
                Change.objects.create(
                    at=now, transaction=transaction, table_name=table, row_id="7", operation=operation,
                    person_id=whose, before=before, after=after, **more,
                )  # fmt: skip


WAY, MUNICIPALITY = "people_contactway", "people_responsiblemunicipality"


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ([(WAY, "insert", None, {"value": "x"})], "Skrev: måder at få fat i dig på"),
        ([(WAY, "delete", {"value": "x"}, None)], "Fjernede: måder at få fat i dig på"),
        ([(WAY, "update", {"value": "x"}, {"value": "y"})], "Ændrede: måder at få fat i dig på"),
        (
            [(WAY, "insert", None, {"value": "x"}), (WAY, "insert", None, {"value": "y"})],
            "Skrev: måder at få fat i dig på",
        ),
        (
            [(WAY, "delete", {"value": "x"}, None), (MUNICIPALITY, "insert", None, {"why": "x"})],
            "Ændrede: måder at få fat i dig på, ansvarlig kommune",
        ),
        ([(WAY, "update", {"id": 1}, {"id": 2})], "Arbejdede med sagen"),
        ([("gone_table", "insert", None, {"shoe_size": "44"})], "Skrev: andet"),
    ],
)
def test_a_line_says_what_was_written_changed_and_removed(db, now, changes, what):
    person_id = uuid.uuid4()
    planted(person_id, now, *changes)
    assert line_of(person_id).what == what


def test_a_line_names_the_user_and_organisation_or_the_house_itself(coordinator, leader, our_team, other_team, now):
    for who, said in (
        ({"user_id": coordinator.pk, "organisation_id": our_team.pk}, (coordinator.name, our_team.name)),
        ({"user_id": uuid.uuid4(), "organisation_id": uuid.uuid4()}, ("", "")),  # gone since
        ({}, ("Hjemvej selv", "")),
    ):
        person_id = uuid.uuid4()
        planted(person_id, now, (WAY, "insert", None, {"value": "x"}), **who)
        line = line_of(person_id)
        assert (line.who, line.organisation) == said


def test_another_row_is_named_only_when_it_is_a_user(coordinator, leader, now):
    person_id = uuid.uuid4()
    ids = {
        "a_id": str(coordinator.pk), "b_id": str(uuid.uuid4()), "c_id": "short", "d_id": 7, "e_id": None,
        "f_id": str(uuid.uuid4())[:-1] + "x", "g_identity": str(leader.pk),
    }  # fmt: skip
    planted(person_id, now, ("gone_table", "insert", None, ids))
    other = "en anden post"
    told = [field.after for field in line_of(person_id).parts[0].fields]
    assert told == [coordinator.name, other, other, other, other, cover_cpr(str(leader.pk))]


@pytest.mark.parametrize(
    ("basis", "event", "is_emergency"),
    [
        ("case", None, False),
        ("break_glass", None, True),
        (None, "access.glass_broken", True),
        (None, "access.log_handed_over", False),
    ],
)
def test_an_emergency_stands_out(viewer_for, coordinator, now, basis, event, is_emergency):
    person_id, by = uuid.uuid4(), viewer_for(coordinator)
    if basis:
        audit.record_look("staff.person", by=by, at=now, person_id=person_id, basis=basis)
    else:
        audit.record(event, by=by, at=now, person_id=person_id)
    assert line_of(person_id).is_emergency is is_emergency


def test_the_log_shows_the_names_of_a_citizen_who_is_not_protected(client_of, coordinator, viewer_for, ours):
    with looking_as(viewer_for(coordinator)):
        change(ours, "description = 'rød hue'")
    assert "rød hue" in page_text(client_of(coordinator), ours)
