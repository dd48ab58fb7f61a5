"""Do GET requests write only the log of looks, and what keeps the visit itself?"""

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import include, path

from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.pages import Audience, page
from hjemvej.platform.access.reading import WritesOnGet, writes_of

from .test_pages import PAGES

# Why a page writes on GET; its `@page` gives the reason too.
WRITES = {
    "konto/tjeneste/<str:provider_id>/svar/", "konto/to-faktor/noedkoder/", "konto/to-faktor/noedkoder/hent/",
    "overblik/", "i-dag/hjemloese/", "sletning/",
}  # fmt: skip


def writes(request: HttpRequest) -> HttpResponse:
    Organisation.objects.create(name="Skrevet i forbifarten", kind="team")
    return HttpResponse("Sagen")


class DrawnLate(SimpleTemplateResponse):
    @property
    def rendered_content(self) -> str:
        Organisation.objects.all().update(name="Skrevet, mens siden blev tegnet")
        return "Sagen"


urlpatterns = [
    path("plantet/", page(Audience.PUBLIC)(writes)),
    path("tegnet/", page(Audience.PUBLIC)(lambda request: DrawnLate("none.html"))),
    path("nævnt/", page(Audience.PUBLIC, writes_on_get="the sign-in ends with a GET")(writes)),
    path("", include("hjemvej.config.urls")),
]


def test_only_the_named_pages_write_on_get():
    assert {route for route, view in PAGES if getattr(view, "writes_on_get", "")} == WRITES


@pytest.mark.parametrize("address", ["/plantet/", "/tegnet/"])
@pytest.mark.parametrize("way", ["get", "head", "options"])
def test_a_planted_page_that_writes_is_refused(address, way, client, settings, other_team):
    settings.ROOT_URLCONF = __name__
    with pytest.raises(WritesOnGet, match="would write: access_organisation"):
        getattr(client, way)(address)
    assert list(Organisation.objects.values_list("name", flat=True)) == [other_team.name]


def test_a_post_and_a_page_with_a_reason_may_write(client, settings):
    settings.ROOT_URLCONF = __name__
    assert client.get("/nævnt/").status_code == 200
    Organisation.objects.all().delete()
    assert client.post("/plantet/").status_code == 200
    assert Organisation.objects.get().name == "Skrevet i forbifarten"


@pytest.mark.parametrize(
    ("sql", "written"),
    [
        ('INSERT INTO "people_person" ("id") VALUES (%s) ON CONFLICT DO UPDATE SET id = 1', {"people_person"}),
        ('UPDATE "people_person" SET "surname" = %s', {"people_person"}),
        ("update only people_person set surname = %s", {"people_person"}),
        (' (DELETE FROM "people_person" WHERE true)', {"people_person"}),
        ("WITH gone AS (DELETE FROM people_person RETURNING id) SELECT * FROM gone", {"people_person"}),
        ("MERGE INTO people_person USING other ON true", {"merge"}),
        ("COPY people_person FROM STDIN", {"copy"}),
        ("TRUNCATE people_person", {"truncate"}),
        ("DROP TABLE people_person", {"drop"}),
        ("DO $$ BEGIN DELETE FROM people_person; END $$", {"do"}),
        ("CALL forget_everybody()", {"call"}),
        ("-- a word first\nDELETE FROM people_person", {"-- a word first\ndele"}),
        ("SELECT 1; DROP TABLE people_person", {";"}),
        ("SELECT * INTO copied FROM people_person", {"copied"}),
        ("SELECT procrastinate_defer_job_v1(%s)", {"procrastinate_defer_job_v1"}),
        ("SELECT people_write_parted(%s, %s)", {"people_write_parted"}),
        ("SELECT nextval('people_personname_id_seq')", {"nextval"}),
        ('SELECT "id" FROM "people_person" FOR UPDATE', set()),
        ('SELECT "id" FROM "people_person" FOR NO KEY UPDATE OF "people_person"', set()),
        ("SELECT updated_at, deleted, into_what FROM people_person", set()),
        ("SAVEPOINT one", set()),
        ("RELEASE SAVEPOINT one", set()),
        ("WITH before AS (SELECT 1) SELECT set_config('hjemvej.scope', %s, %s) FROM before", set()),
    ],
)
def test_the_tables_that_a_statement_writes_are_read_from_its_words(sql, written):
    assert {table.lower() for table in writes_of(sql)} == written


@pytest.mark.django_db
def test_a_function_of_the_database_that_writes_is_known_to_write():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
            " AND prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype)"
            " AND prosrc ~* '\\m(INSERT INTO|UPDATE|DELETE FROM|nextval)\\M'"
        )
        writing = [name for (name,) in cursor.fetchall()]
    assert writing != []
    assert [name for name in writing if not writes_of(f"SELECT {name}(1)")] == []
