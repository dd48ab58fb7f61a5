"""Are pages found by the name of their address, with what the address asks for?"""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path

from hjemvej.platform.rooms.addresses import ids_in, named_addresses


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


page.audience = "staff"  # type: ignore[attr-defined]


def of_another_package(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


nested: list[URLPattern | URLResolver] = [path("inderst/<int:note_id>/", page, name="inner")]
room: list[URLPattern | URLResolver] = [
    path("<uuid:person_id>/<month>/", page, name="page"),
    path("dybt/", include(nested)),
    path("uden/", page),
]
urlpatterns = [
    path("", page, name="front"),
    path("rum/", include((room, "planted"))),
    path("fremmed/", of_another_package, name="other"),
]


def test_only_pages_with_an_audience_and_a_name_are_found_and_inner_addresses_keep_their_rooms_word():
    found = named_addresses(get_resolver(__name__))
    assert {name: ids_in(address) for name, address in found.items()} == {
        "front": [],
        "planted:page": ["person_id", "month"],
        "planted:inner": ["note_id"],
    }
