"""Whatever is sent to the public forms, the answer is a page and never an error."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.portals.public import rules

pytestmark = pytest.mark.django_db
QUIET = settings(
    max_examples=25, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="\x00\ud800\u202eå'\"<>%\\ 0123456789.-/", max_size=40),
    st.sampled_from(["", "on", "self", "no_place", "unknown", "-1", "٣", "9" * 400, "x" * 6000, "BCDFG 23456"]),
)
FIELDS = ("asker_kind", "tonight", "concerns", "text", "where", "children", "is_threatened", "asker_name",
          "asker_contact", "website", "stamp", "send", "code")  # fmt: skip
ANSWERED = {200, 429, 503}


@QUIET
@given(
    typed=st.dictionaries(st.sampled_from(FIELDS), WORDS, max_size=12), filled=st.booleans(),
    page=st.sampled_from(["", "svar/", "ar/", "pl/svar/"]),
)  # fmt: skip
def test_any_sending(client, our_team, typed, filled, page):
    stamp = rules.new_stamp(timezone.now() - datetime.timedelta(minutes=1))
    whole = {"asker_kind": "self", "tonight": "unknown", "text": "Hjælp", "stamp": stamp, "send": "1"} if filled else {}
    sent = {**whole, **{name: value.encode(errors="replace").decode() for name, value in typed.items()}}
    assert client.post(f"/hjaelp/{page}", sent).status_code in ANSWERED


@QUIET
@given(typed=st.text(max_size=60), address=st.text(max_size=40))
def test_any_code_and_any_address(typed, address):
    rules.hash_of(rules.as_typed(typed))
    assert len(rules.network_of(address, datetime.date(2026, 11, 20))) == 64
