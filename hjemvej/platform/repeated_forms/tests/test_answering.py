"""Is a form with a key answered once, and a form without a key every time?"""

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse, HttpResponseRedirect

from hjemvej.platform.repeated_forms.answering import answered_once
from hjemvej.platform.ui.forms import ONCE

REDIRECT = HttpResponseRedirect("/written/")


@pytest.mark.parametrize(
    ("method", "typed", "answer", "times"),
    [
        ("post", {"name": "Erik", ONCE: "key"}, REDIRECT, 1),
        ("post", {"name": "Erik"}, REDIRECT, 2),
        ("post", {"name": "Erik", ONCE: ""}, REDIRECT, 2),
        ("get", {"name": "Erik", ONCE: "key"}, REDIRECT, 2),
        ("post", {"name": "Erik", ONCE: "key"}, HttpResponse("a field is missing"), 2),
    ],
)
def test_a_form_sent_twice_is_written_once_when_it_has_a_key(rf, coordinator, now, method, typed, answer, times):
    written = []

    def view():
        written.append("once")
        return answer

    for _again in range(2):
        request = getattr(rf, method)("/form/", typed)
        request.user, request.session = coordinator, {}
        request._messages = FallbackStorage(request)
        answered = answered_once(request, view, at=now)
        assert answered.status_code == answer.status_code
    assert len(written) == times
