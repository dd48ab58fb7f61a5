"""Whatever is sent to any form, the answer is a page and never an error, and it does not take long."""

import datetime
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.efforts.one_entry.models import Inquiry

pytestmark = pytest.mark.django_db
QUIET = settings(
    max_examples=12, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\x00\ud800\u202eå'\"<>%\\ 0123456789.-/", max_size=40),
    st.sampled_from(["", "on", "none", "new", "named", str(uuid.UUID(int=7)), "Ukendt mand", "31/2", "9999-12-31",
                     "0/0-0", "24:61", "-1", "٣", "9" * 400, "self", "no_place", "phone", "placed", "x" * 6000]),
)  # fmt: skip
FIELDS = (
    "about", "person", "tonight", "text", "where", "concerns", "children", "eviction_on", "is_threatened", "danger",
    "animals", "asker_kind", "asker_name", "asker_contact", "wants_answer", "channel", "received_on", "received_time",
    "take", "to", "word", "question", "outcome", "why", "standard", "ground", "website", "stamp", "code", "key",
)  # fmt: skip
TYPED = st.dictionaries(st.sampled_from(FIELDS), WORDS, max_size=20)
ANSWERED = {200, 302, 400, 404, 422, 429, 503}


@pytest.fixture
def browser(client_of, coordinator):
    return client_of(coordinator)


def posted(browser, address, typed):
    typed = {name: value.encode(errors="replace").decode() for name, value in typed.items()}
    return browser.post(address, typed)


@QUIET
@given(typed=TYPED, filled=st.booleans())
def test_recording(browser, typed, filled):
    call = {"about": "Ukendt mand", "tonight": "unknown", "asker_kind": "self", "channel": "phone"} if filled else {}
    assert posted(browser, "/henvendelser/ny/", {**call, **typed}).status_code in ANSWERED


@QUIET
@given(typed=TYPED)
def test_searching_as_one_types(browser, typed):
    assert posted(browser, "/henvendelser/ny/hvem/", typed).status_code in ANSWERED


@QUIET
@given(
    typed=TYPED,
    what=st.sampled_from(["giv-videre/", "hvem/", "bemaerk/", "spoerg/", "svar/", "afslut/", "aabn-igen/", "tag/"]),
    asker=st.sampled_from(["self", "neighbour"]),
)
def test_everything_done_to_an_inquiry(browser, recorded, typed, what, asker):
    inquiry = recorded(
        about="en mand", asker_kind=asker, received_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    )
    assert posted(browser, f"/henvendelser/{inquiry.pk}/{what}", typed).status_code in ANSWERED
    assert browser.get(f"/henvendelser/{inquiry.pk}/").status_code == 200
    assert Inquiry.objects.filter(pk=inquiry.pk).exists()


@QUIET
@given(typed=st.dictionaries(st.sampled_from(["vis", "side", "borger"]), WORDS, max_size=3))
def test_any_address(browser, typed):
    typed = {name: value.encode(errors="replace").decode() for name, value in typed.items()}
    for address in ("/henvendelser/", "/henvendelser/ny/"):
        assert browser.get(address, typed).status_code in ANSWERED
