"""A page that somebody wrote in a hurry, without a door and without a filter; only the tests have it."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from hjemvej.platform.access.pages import Audience, page


@page(Audience.STAFF)
def all_of_them(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT given_names FROM people_person")
        return HttpResponse(" ".join(name for (name,) in cursor.fetchall()))


urlpatterns = [path("alle/", all_of_them), path("", include("hjemvej.config.urls"))]
