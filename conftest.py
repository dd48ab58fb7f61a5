"""Who and what do all tests share? A migrated PostgreSQL, the web role's eyes, and the same few invented people.

Every test that uses the database runs as the web role under row-level security. Its own body looks as the system, so
that it can lay out rows; a page asked for through `client` or `client_of(user)` sees what that visitor may see.
To look as somebody in the body: `with looking_as(viewer_for(user)): ...`.
"""

import contextlib
import datetime
import gc
import os
import pathlib
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, connections
from django.forms import BaseForm
from django.test import Client, TransactionTestCase
from django.utils import timezone
from hypothesis import HealthCheck

from hjemvej.config.settings import database
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import Membership, NeedToKnow, Organisation
from hjemvej.platform.access.queries import viewer_of
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.identity.models import User
from hjemvej.platform.tries import counting
from launch import translate
from tests import bystanders, databases, unwritable_log

hypothesis.settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.settings.load_profile("any machine")  # a busy machine is not a fault of ours
NOBODY = Viewer(None, "", None, "", "", None)
GALLERY = "/ui/"  # shows a form with errors on purpose
MEMBER_SINCE = datetime.date(2020, 1, 1)
Kind = Organisation.Kind
bystanders.accompany_all_actions()


# --- the database -----------------------------------------------------------------------------------------------


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """The first of the session's processes starts the server; its parallel workers use it."""
    if "PYTEST_XDIST_WORKER" in os.environ or session.config.option.collectonly:
        return
    translate.compile_all()
    stack = contextlib.ExitStack()
    session.config.add_cleanup(stack.close)
    stack.enter_context(databases.server())
    try:
        databases.make_template()
    except RuntimeError as problem:
        pytest.exit(str(problem), returncode=1)


def pytest_collection() -> None:
    """Before any test imports an action."""
    unwritable_log.watch_actions()


def pytest_collection_finish() -> None:
    """What is loaded now stays; looking through it for garbage costs a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_setup() -> Iterator[None]:
    """This process's own copy of the migrated database, looked at as the web role."""
    name = f"hjemvej_test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    databases.copy_template(name)
    connection.close()
    connection.settings_dict.update(database(databases.url(name)))

    def start_afresh(_case: TransactionTestCase) -> None:
        """After a test with real transactions; Django would truncate, and lose what migrations put there."""
        connections.close_all()
        databases.copy_template(name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", start_afresh)
        yield
    connections.close_all()
    databases.drop(name)


@pytest.fixture(autouse=True)
def _body_looks_as_the_system(request: pytest.FixtureRequest) -> Iterator[None]:
    if "db" not in request.fixturenames and not request.node.get_closest_marker("django_db"):
        yield
        return
    request.getfixturevalue("db")
    with looking_as(system("test", acts_for_others=True)):
        yield


@pytest.fixture(autouse=True)
def _tries_are_counted_in_the_tests_transaction(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the next test begins without them; a test with real transactions counts on a connection of its own."""
    marker = request.node.get_closest_marker("django_db")
    if not (marker and marker.kwargs.get("transaction")):
        monkeypatch.setattr(counting, "own_connection", lambda: connection.cursor())


@pytest.fixture(autouse=True)
def _nothing_is_left_in_the_archive() -> Iterator[None]:
    """The files of an erasure are no part of the database: the next test would find them."""
    folder, marks = pathlib.Path(settings.ARCHIVE_DIR), pathlib.Path(settings.ERASED_FILE)
    yield
    shutil.rmtree(folder, ignore_errors=True)
    marks.unlink(missing_ok=True)


@contextlib.contextmanager
def as_owner() -> Iterator[None]:
    """As the tables' owner, whom row-level security does not bind; only to prove what the web role may not."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        yield
        cursor.execute("SET ROLE hjemvej_web")


# --- visitors ---------------------------------------------------------------------------------------------------


class Visitor(Client):
    """A browser whose requests begin without any rights, so that a page sees only what its viewer may see.

    A page just opened must not say that a form is filled in wrongly, for the form is still empty.
    """

    def request(self, **request: Any) -> Any:
        with looking_as(NOBODY):
            answer = super().request(**request)
        if request["REQUEST_METHOD"] == "GET" and not request.get("QUERY_STRING") and request["PATH_INFO"] != GALLERY:
            faulty = _faulty_forms(answer.context)
            assert not faulty, f"{request['PATH_INFO']} opens with errors in {faulty}"  # noqa: S101
        return answer


def _faulty_forms(drawn: Any) -> list[str]:
    """List the page's own forms that show an error."""
    if not isinstance(drawn, list):
        return []
    forms = [(name, value) for part in drawn[0] for name, value in part.items() if isinstance(value, BaseForm)]
    return [name for name, form in forms if form.is_bound and form.errors]


@pytest.fixture
def client(db: None) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor()


def tight(page: str) -> str:
    """A page without the white space that nobody sees: between its parts, and more than one space between words."""
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r"\s+", " ", page))


@pytest.fixture
def client_of(db: None) -> Callable[[User], Visitor]:
    """Give `client_of(user)`: a browser in which this user has signed in."""

    def signed_in(user: User) -> Visitor:
        visitor = Visitor()
        visitor.force_login(user)
        return visitor

    return signed_in


@pytest.fixture
def viewer_for(db: None) -> Callable[[User], Viewer]:
    """Give `viewer_for(user)`: the value that views pass down for this user."""

    def viewer(user: User) -> Viewer:
        found = viewer_of(user, on=datetime.date(2026, 11, 20))
        if found is None:
            raise LookupError(f"{user} is a member nowhere")
        return found

    return viewer


@pytest.fixture
def now() -> datetime.datetime:
    """A Friday afternoon in November; tests pass time in."""
    return datetime.datetime(2026, 11, 20, 13, 30, tzinfo=datetime.UTC)


@pytest.fixture
def clock_stands(now: datetime.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """For pages that tell of hours ago and tonight: it is that afternoon, whenever the test runs."""
    monkeypatch.setattr(timezone, "now", lambda: now)


# --- the same few organisations and people, all invented ---------------------------------------------------------


@pytest.fixture
def our_team(db: None) -> Organisation:
    return Organisation.objects.create(name="Hjemløseteamet", kind=Kind.TEAM)


@pytest.fixture
def other_team(db: None) -> Organisation:
    return Organisation.objects.create(name="Voksenhandicap, prøveteamet", kind=Kind.TEAM)


@pytest.fixture
def shelter(db: None) -> Organisation:
    return Organisation.objects.create(name="Forsorgshjemmet Opdigtet i nabokommunen", kind=Kind.SHELTER)


@pytest.fixture
def other_shelter(db: None) -> Organisation:
    return Organisation.objects.create(name="Forsorgshjemmet Fiktiv", kind=Kind.SHELTER)


@pytest.fixture
def night_cafe(db: None) -> Organisation:
    return Organisation.objects.create(name="Natcafé Eksempel", kind=Kind.NIGHT_CAFE)


@pytest.fixture
def housing_association(db: None) -> Organisation:
    return Organisation.objects.create(name="Boligforeningen Prøve", kind=Kind.LANDLORD)


@pytest.fixture
def voluntary(db: None) -> Organisation:
    return Organisation.objects.create(name="Gadens Eksempelvenner", kind=Kind.VOLUNTARY)


@pytest.fixture
def prison(db: None) -> Organisation:
    return Organisation.objects.create(name="Prøvekøbing Arrest", kind=Kind.PRISON)


@pytest.fixture
def council(db: None) -> Organisation:
    return Organisation.objects.create(name="Udsatterådet", kind=Kind.COUNCIL)


def member(name: str, role: Role, organisation: Organisation) -> User:
    """A user with one place in one organisation; also for tests that need more people than the fixed ones."""
    first, *_, last = name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa").split()
    user = User.objects.create_user(f"{first}.{last}@example.org", name, "hjemvej")
    Membership.objects.create(user=user, organisation=organisation, role=role, from_on=MEMBER_SINCE)
    return user


def membership_of(user: User) -> Membership:
    """Return the only membership that a user of these tests has."""
    return Membership.objects.get(user=user)


@pytest.fixture
def coordinator(our_team: Organisation) -> User:
    return member("Karen Koordinator Prøve", Role.COORDINATOR, our_team)


@pytest.fixture
def support_worker(our_team: Organisation) -> User:
    return member("Bo Støtte Prøve", Role.SUPPORT_WORKER, our_team)


@pytest.fixture
def prevention_worker(our_team: Organisation) -> User:
    return member("Freja Forebyg Prøve", Role.PREVENTION_WORKER, our_team)


@pytest.fixture
def leader(our_team: Organisation) -> User:
    return member("Lene Leder Prøve", Role.LEADER, our_team)


@pytest.fixture
def administrator(our_team: Organisation) -> User:
    return member("Adam Admin Prøve", Role.ADMINISTRATOR, our_team)


@pytest.fixture
def colleague_in_other_team(other_team: Organisation) -> User:
    return member("Otto Nabo Prøve", Role.COORDINATOR, other_team)


@pytest.fixture
def shelter_worker(shelter: Organisation) -> User:
    return member("Signe Herberg Prøve", Role.SHELTER_WORKER, shelter)


@pytest.fixture
def night_cafe_worker(night_cafe: Organisation) -> User:
    return member("Nat Kaffe Prøve", Role.SHELTER_WORKER, night_cafe)


@pytest.fixture
def partner_of_wrong_organisation(other_shelter: Organisation) -> User:
    return member("Frank Forkert Prøve", Role.SHELTER_WORKER, other_shelter)


@pytest.fixture
def landlord(housing_association: Organisation) -> User:
    return member("Ulla Udlejer Prøve", Role.LANDLORD, housing_association)


@pytest.fixture
def prison_worker(prison: Organisation) -> User:
    return member("Palle Fængsel Prøve", Role.PARTNER_WORKER, prison)


@pytest.fixture
def volunteer(voluntary: Organisation) -> User:
    return member("Vita Frivillig Prøve", Role.VOLUNTEER, voluntary)


@pytest.fixture
def council_member(council: Organisation) -> User:
    return member("Rie Råd Prøve", Role.COUNCIL_MEMBER, council)


# --- a citizen; `karen`, `at` and `today` are those of the room that asks ------------------------------------------


@pytest.fixture
def homeless(karen: Viewer, at: datetime.datetime, today: datetime.date) -> Callable[..., Person]:
    """Give `homeless("Ib", 43)`: a citizen in homelessness for some days, whom a team follows."""

    def make(
        name: str, days: int = 43, *, team: Organisation | None = None, kind: str = "gade", **person: Any
    ) -> Person:
        ago = datetime.timedelta(days=days)
        with looking_as(system("test")):
            made = Person.objects.create(given_names=name, surname="Eksempel", created_at=at, **person)
            team_id = team.pk if team else karen.team_id
            open_need(person_id=made.pk, organisation_id=team_id, basis=NeedToKnow.Basis.CASE, by=karen, at=at)
            Situation.objects.create(
                person=made, kind=kind, from_on=today - ago, source="os", certainty="seen", recorded_at=at - ago
            )
        return made

    return make
