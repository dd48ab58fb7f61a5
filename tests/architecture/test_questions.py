"""Does every page ask the database the same as before? A review shows a changed question.

Each room keeps its pages' questions in `tests/questions.txt`, for the records of a single citizen.
"""

import os
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path, reverse

from conftest import Visitor, membership_of
from hjemvej.ground.partners.models import ContactPerson, Partner, SharingAgreement
from hjemvej.ground.people.models import PersonName
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.pages import Audience, page
from hjemvej.platform.access.roles import PERMISSIONS, Role
from hjemvej.platform.audit.models import SampleCheck
from hjemvej.platform.identity.models import User
from hjemvej.platform.operations.health import migrations_are_applied

from .house import CHECKOUT, HOUSE, name_of
from .questions import counted, faults_between, noted, shape_of, written
from .test_doors import ALL, BROUGHT, ViewerFor, ids_of, lay_out
from .test_pages import module_of

FRAME = "tests/architecture/questions_of_every_page.txt"  # the visitor, and the counts in the menu
# The visitors: the first with the permission opens the page.
STAFF, PARTNERS = ("coordinator", "leader", "administrator"), ("shelter_worker", "landlord")
BY_AUDIENCE = {Audience.PARTNER: PARTNERS, Audience.PUBLIC: ("stranger",)}


@page(Audience.SIGNED_IN)
def empty_page(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/staff.html")


@page(Audience.SIGNED_IN)
def empty_page_of_a_partner(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/partner.html")


urlpatterns = [
    path("tom/", empty_page),
    path("tom/partner/", empty_page_of_a_partner),
    path("", include("hjemvej.config.urls")),
]


@pytest.fixture
def browsers(request: pytest.FixtureRequest, client_of: Callable[[User], Visitor]) -> dict[str, Visitor]:
    signed_in = {who: client_of(request.getfixturevalue(who)) for who in (*STAFF, *PARTNERS)}
    return signed_in | {"stranger": Visitor()}


@pytest.fixture
def ids(clock_stands, our_team: Organisation, shelter: Organisation, coordinator: User, viewer_for: ViewerFor):
    """Give `ids(name)`: the ids in a page's address, of the records that the door table makes."""
    rows = lay_out("Egon", of=coordinator, by=viewer_for(coordinator), team=our_team, shelter=shelter)
    partner = Partner.objects.create(organisation=shelter)
    agreement = SharingAgreement.objects.create(
        partner=partner, direction="sees", what="answer", legal_basis="§ 110", from_on=rows.laid.night
    )
    SharingAgreement.objects.create(
        partner=partner, direction="sends", what="discharges", legal_basis="§ 110", from_on=rows.laid.night
    )
    month = rows.laid.night.replace(day=1)
    SampleCheck.objects.create(
        organisation_id=our_team.pk, month=month, seed="a", drawn_at=rows.laid.at, drawn_by_id=coordinator.pk
    )
    without_a_record = {
        "organisation_id": shelter.pk,
        "membership_id": membership_of(coordinator).pk,
        "contact_id": ContactPerson.objects.create(partner=partner, name="Konrad Kontakt Prøve").pk,
        "agreement_id": agreement.pk,
        "key": "inactive_after",
        "kind": "decision",
        "signal_kind": "discharge",
        "month": f"{month:%Y-%m}",
        "code": coordinator.pk,
        "provider_id": "none is set up",
        "token": default_token_generator.make_token(coordinator),
    }

    def ids_for(name: str) -> dict[str, Any]:
        if missing := set(ids_of(name)) - without_a_record.keys() - {record.key for record in BROUGHT} - {"night"}:
            raise LookupError(f"{name} asks for {missing}: bring a record of it, or say here what to ask with.")
        return {key: without_a_record.get(key) or rows.asked_for(name, key) for key in ids_of(name)}

    return ids_for


def asker_of(view: Any, request: pytest.FixtureRequest) -> str:
    for who in BY_AUDIENCE.get(view.audience, STAFF):
        if view.needs is None or view.needs in PERMISSIONS[Role(membership_of(request.getfixturevalue(who)).role)]:
            return who
    raise LookupError(f"None of these may open a page that needs {view.needs}: add a visitor to STAFF.")


def visit(browser: Visitor, address: str) -> tuple[int, Counter[str]]:
    """Return a page's status and questions, as if it were the first request; its writes are undone."""
    ContentType.objects.clear_cache()
    cache.clear()
    with transaction.atomic(), noted() as statements:
        answer = browser.get(address)
        answer.getvalue()  # the file is written while sending
        transaction.set_rollback(True)
    browser.cookies.pop("messages", None)
    return answer.status_code, counted(statements)


def file_of(view: Any) -> str:
    """Return the file of a page's room: `hjemvej/ground/people/tests/questions.txt`."""
    return "/".join([*module_of(view).split(".")[:3], "tests", "questions.txt"])


def questions_of_all(browsers, ids, request) -> dict[str, dict[str, Counter[str]]]:
    """Return all questions by file and heading; the frame's apart, so a new count in the menu changes a single line."""
    migrations_are_applied()  # cached once they are applied
    frames = {who: visit(browsers[who], "/tom/")[1] for who in STAFF}
    frames |= {who: visit(browsers[who], "/tom/partner/")[1] for who in PARTNERS}
    files: dict[str, dict[str, Counter[str]]] = {FRAME: frames}
    for name, pattern in ALL.items():
        view = pattern.callback
        if not module_of(view).startswith("hjemvej."):
            continue
        who = asker_of(view, request)
        status, questions = visit(browsers[who], reverse(name, kwargs=ids(name)))
        if status == 405:
            continue  # a button
        heading = f"{name} – {who}" + (f" – {status}" if status != 200 else "")
        files.setdefault(file_of(view), {})[heading] = questions - frames.get(who, Counter())
    return files


def kept() -> dict[str, str]:
    files = [file for file in (CHECKOUT / FRAME, *HOUSE.glob("*/*/tests/questions.txt")) if file.exists()]
    return {name_of(file): file.read_text(encoding="utf-8") for file in files}


def test_every_page_asks_the_database_the_same_as_before(browsers, ids, request, settings):
    settings.ROOT_URLCONF = __name__
    now = {file: written(pages) for file, pages in questions_of_all(browsers, ids, request).items()}
    if os.environ.get("HJEMVEJ_RENEW_QUESTIONS"):
        for file in kept().keys() - now.keys():
            (CHECKOUT / file).unlink()
        for file, text in now.items():
            (CHECKOUT / file).parent.mkdir(exist_ok=True)
            (CHECKOUT / file).write_text(text, encoding="utf-8")
    before = kept()
    faults = [
        fault
        for file in sorted(now.keys() | before.keys())
        for fault in faults_between(file, before.get(file, ""), now.get(file, ""))
    ]
    assert not faults, "\n".join(faults)


# --- planted changes: each is found -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "shape"),
    [
        ('SELECT "a"."b"  FROM "a"\nWHERE "a"."c" = %s LIMIT 21', "SELECT a.b FROM a WHERE a.c = ? LIMIT ?"),
        ("SELECT 1 FROM a WHERE b IN (%s, %s,%s) -- why", "SELECT ? FROM a WHERE b IN (?)"),
        ("SELECT '2026-11-20'::date, 'it''s', 1.5", "SELECT ?::date, ?"),
        ('INSERT INTO "a" ("b", "c") VALUES (%s, %s), (%s, %s)', "INSERT INTO a (b, c) VALUES (?)"),
        ("SELECT COUNT(*) FROM ( SELECT a.b, a.c FROM a )", "SELECT COUNT(*) FROM (SELECT a.b, a.c FROM a)"),
    ],
)
def test_a_question_keeps_its_words_and_loses_its_values(sql, shape):
    assert shape_of(sql) == shape


def test_all_columns_of_a_table_become_a_star_and_fewer_stay_named():
    all_of_them = str(PersonName.objects.all().query)
    assert shape_of(all_of_them).startswith("SELECT people_personname.* FROM")
    assert "people_personname.id, people_personname.name" in shape_of(str(PersonName.objects.only("name").query))


@pytest.mark.django_db
def test_statements_that_keep_the_visit_and_the_transaction_are_no_questions(client_of, coordinator):
    with noted() as statements, transaction.atomic():
        client_of(coordinator).get("/konto/")
        list(PersonName.objects.filter(name="Egon"))
    assert {"SAVEPOINT", "django_session"} <= set(re.findall(r"\w+", " ".join(statements)))
    assert not [sql for sql in counted(statements) if "SAVEPOINT" in sql or "session" in sql]
    assert [sql for sql in counted(statements) if "FROM people_personname" in sql]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changed",
    [
        lambda: list(PersonName.objects.filter(kind="alias")),  # another condition
        lambda: list(PersonName.objects.filter(name="Egon").order_by("id")),
        lambda: list(PersonName.objects.filter(name="Egon").only("name")),
        lambda: [list(PersonName.objects.filter(name=name)) for name in ("Egon", "Frede")],  # a query for each
        lambda: None,
    ],
)
def test_a_planted_change_of_a_question_is_found_out(changed):
    with noted() as before:
        list(PersonName.objects.filter(name="Egon").order_by("name"))
    with noted() as same:
        list(PersonName.objects.filter(name="Frede").order_by("name"))
    with noted() as other:
        changed()
    kept, again, now = (written({"people:names – leader": counted(sent)}) for sent in (before, same, other))
    assert faults_between("people/tests/questions.txt", kept, again) == []
    faults = faults_between("people/tests/questions.txt", kept, now)
    assert [line for line in faults if line.startswith(("+", "-")) and "people_personname" in line]
    assert "HJEMVEJ_RENEW_QUESTIONS=1" in faults[-1]


def test_a_page_without_questions_and_a_page_that_is_gone_are_found_out():
    old, new = (written({f"people:{name} – leader": Counter({"SELECT ?": 1})}) for name in ("old", "new"))
    assert "people:new has no questions in people/tests/questions.txt yet." in faults_between(
        "people/tests/questions.txt", old, new
    )
    assert "-## people:old – leader" in faults_between("people/tests/questions.txt", old, new)
    assert "-## people:old – leader" in faults_between("people/tests/questions.txt", old, "")
