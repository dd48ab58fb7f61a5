"""Where does a page send a visitor whom it does not know, and which forms does it take once?"""

from typing import Any

import pytest
from django.http import HttpResponseRedirect
from django.test import RequestFactory
from django.urls import reverse

from hjemvej.platform.access.pages import Audience, page
from hjemvej.platform.ui.forms import ONCE


@pytest.mark.parametrize(
    ("headers", "back_to"),
    [
        ({"HX-Request": "true", "HX-Current-URL": "/her/", "Referer": "/henvist/"}, "%2Fher%2F"),
        ({"HX-Request": "true", "Referer": "/henvist/"}, "%2Fhenvist%2F"),
        ({"X-Requested-With": "XMLHttpRequest", "Referer": "/henvist/"}, "%2Fhenvist%2F"),
        ({"X-Requested-With": "XMLHttpRequest"}, "%2F"),
    ],
)
def test_a_script_is_given_the_address_to_sign_in_at(client, headers, back_to):
    answer = client.get(reverse("access:own_page"), headers=headers)
    assert (answer.status_code, answer["X-Sign-In"]) == (401, f"{reverse('account_login')}?next={back_to}")


@pytest.mark.parametrize("headers", [{}, {"X-Requested-With": "another.app"}])
def test_a_browser_is_sent_to_sign_in_and_back(client, headers):
    answer = client.get(reverse("access:own_page"), headers=headers)
    assert answer.url == f"{reverse('account_login')}?next={reverse('access:own_page')}"


def test_a_strangers_form_is_not_kept_and_leads_to_the_front_page(client):
    answer = client.post(reverse("access:own_page"), {"name": "Erik Prøve"})
    assert answer.url == f"{reverse('account_login')}?next=/"


@pytest.mark.parametrize(
    ("audience", "once", "times"),
    [(Audience.SIGNED_IN, True, 1), (Audience.SIGNED_IN, False, 2), (Audience.PUBLIC, True, 2)],
)
def test_a_form_sent_twice_is_taken_once_but_on_public_pages_and_where_that_is_said(
    coordinator, viewer_for, audience, once, times
):
    written = []

    def write(_request):
        written.append("once")
        return HttpResponseRedirect("/written/")

    view: Any = page(audience, once=once)(write)
    for _again in range(2):
        request: Any = RequestFactory().post("/form/", {"name": "Erik", ONCE: "key"})
        request.user, request.viewer, request.session, request._messages = coordinator, viewer_for(coordinator), {}, []
        assert view(request).status_code == 302
    assert len(written) == times
    assert view.once is (times == 1)
