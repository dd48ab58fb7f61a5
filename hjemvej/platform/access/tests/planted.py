"""Pages that somebody wrote in a hurry, without a door and without a filter; only the tests have them."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import include, path

from hjemvej.platform.access.pages import Audience, page


def names() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT given_names FROM people_person")
        return " ".join(name for (name,) in cursor.fetchall())


@page(Audience.STAFF)
def all_of_them(request: HttpRequest) -> HttpResponse:
    return HttpResponse(names())


@page(Audience.STAFF)
def drawn_late(request: HttpRequest) -> HttpResponse:
    """Asks for the names while it is drawn, after the view has returned."""
    return TemplateResponse(request, engines["django"].from_string("{{ names }}"), {"names": names})


urlpatterns = [path("alle/", all_of_them), path("tegnet/", drawn_late), path("", include("hjemvej.config.urls"))]
