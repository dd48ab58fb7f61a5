"""Does the menu lead somewhere? A page that does not exist is left out silently, so a misspelt name would hide."""

from dataclasses import replace

import pytest
from django.urls import NoReverseMatch, resolve, reverse

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import FirstStep, FrontPage, MenuItem, first_steps, front_pages, menu

LINKS = [*menu(), *front_pages(), *first_steps()]


def leads_to_its_page(link: MenuItem | FrontPage | FirstStep) -> bool:
    return getattr(resolve(reverse(link.url_name)).func, "needs", None) == link.needs


@pytest.mark.parametrize("link", LINKS, ids=lambda link: f"{type(link).__name__} {link.url_name}")
def test_every_line_of_the_menu_leads_to_a_page_that_needs_the_same_permission(link):
    assert leads_to_its_page(link)


@pytest.mark.parametrize("links", [menu(), front_pages(), first_steps()], ids=["menu", "front_pages", "first_steps"])
def test_no_two_rooms_take_the_same_place(links):
    places = [link.place for link in links]
    assert sorted(set(places)) == places


def test_a_planted_line_that_leads_nowhere_or_asks_for_another_permission_is_found_out():
    first = menu()[0]
    assert not leads_to_its_page(replace(first, needs=Permission.MERGE_PEOPLE))
    with pytest.raises(NoReverseMatch):
        leads_to_its_page(replace(first, url_name="staff:nowhere"))
