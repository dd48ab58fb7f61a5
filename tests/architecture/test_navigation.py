"""Does the menu lead somewhere? A page that does not exist is left out silently, so a misspelt name would hide."""

from dataclasses import replace

import pytest
from django.urls import NoReverseMatch, resolve, reverse

from hjemvej.config.navigation import NAVIGATION
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.navigation import Item


def leads_to_its_page(item: Item) -> bool:
    return getattr(resolve(reverse(item.url_name)).func, "needs", None) == item.needs


@pytest.mark.parametrize("item", NAVIGATION, ids=lambda item: item.url_name)
def test_every_line_of_the_menu_leads_to_a_page_that_needs_the_same_permission(item):
    assert leads_to_its_page(item)


def test_a_planted_line_that_leads_nowhere_or_asks_for_another_permission_is_found_out():
    first = NAVIGATION[0]
    assert not leads_to_its_page(replace(first, needs=Permission.MERGE_PEOPLE))
    with pytest.raises(NoReverseMatch):
        leads_to_its_page(replace(first, url_name="staff:nowhere"))
