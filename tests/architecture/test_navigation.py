"""Does the menu lead somewhere? A page that does not exist is left out silently, so a misspelt name would hide."""

import pytest
from django.urls import resolve, reverse

from hjemvej.config.navigation import NAVIGATION


@pytest.mark.parametrize("item", NAVIGATION, ids=lambda item: item.url_name)
def test_every_line_of_the_menu_leads_to_a_page_that_needs_the_same_permission(item):
    view = resolve(reverse(item.url_name)).func
    assert getattr(view, "needs", None) == item.needs
