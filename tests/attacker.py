"""A page with a hole: what is typed runs as SQL, on a connection that signs in as the web role, as in production."""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from psycopg.conninfo import make_conninfo

from conftest import Visitor
from hjemvej.config.settings import database
from hjemvej.platform.access.models import Membership, NeedToKnow
from hjemvej.platform.access.pages import Audience, page
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.identity.models import User
from tests import databases
from tests.architecture.house import our_models
from tests.architecture.rows import Town, make_town, row_of

MODELS = [model for model in our_models() if model._meta.managed and not model.rows.is_open]  # type: ignore[attr-defined]
SIGNS_IN_AS_OWNER = "DATABASE_URL" in os.environ  # a server of one's own may have no sign-in for the web role


@page(Audience.STAFF)
def page_with_a_hole(request: HttpRequest) -> HttpResponse:
    """Run the typed statements; answer with the rows of the last, or why PostgreSQL refused."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(request.POST["sql"])
            while cursor.cursor.nextset():
                pass
            rows = [[str(value) for value in row] for row in cursor.fetchall()] if cursor.description else []
    except DatabaseError as refused:
        return HttpResponse(json.dumps({"refused": str(refused)}))
    return HttpResponse(json.dumps({"rows": rows}))


urlpatterns = [path("hul/", page_with_a_hole), path("", include("hjemvej.config.urls"))]


@pytest.fixture(name="town")
def town_with_a_hole(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """A row of every table about a citizen whom another team knows; and our viewer, who knows nobody."""
    monkeypatch.setattr(settings, "ROOT_URLCONF", __name__)
    town = make_town()
    for user, organisation in ((town.user, town.ours), (town.owner_user, town.owner)):
        Membership.objects.create(user=user, organisation=organisation, role=Role.COORDINATOR, from_on="2020-01-01")
    for model in MODELS:
        row_of(model, town)
    NeedToKnow.objects.all().update(organisation=town.owner, user=None)
    connection.close()
    before = dict(connection.settings_dict)
    connection.settings_dict.update(database(web_address()))
    yield town
    connection.close()
    connection.settings_dict.update(before)


def web_address() -> str:
    """The address by which the web role itself signs in, where the server lets it."""
    address = databases.url(connection.settings_dict["NAME"])
    return address if SIGNS_IN_AS_OWNER else make_conninfo(address, user="hjemvej_web")


def inject(user: User, sql: str) -> dict[str, Any]:
    """Return what the page answers this user to the statements."""
    visitor = Visitor()
    visitor.force_login(user)
    answer: dict[str, Any] = json.loads(visitor.post("/hul/", {"sql": sql}).content)
    return answer


def all_rows(table: str) -> list[tuple[Any, ...]]:
    """Return the rows of a table as the system sees them."""
    with transaction.atomic(), looking_as(system("test")), connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY id")
        return list(cursor.fetchall())
