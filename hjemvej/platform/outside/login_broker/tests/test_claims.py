"""Is no more than needed taken from what a provider says, and is it believed only where it may be?"""

import pytest

from hjemvej.platform.outside.login_broker.claims import Claims, is_sure_enough, kept, read, subject_is_a_cpr_number

SIGNED = {"sub": "ab-12", "email": " Karen@Example.org ", "email_verified": True, "loa": "high"}


def claims(data, **more):
    return read(data, **{"subject_claim": "sub", "trusts_email": False, **more})


def test_the_subject_the_address_and_the_assurance_are_read():
    assert claims(SIGNED) == Claims("ab-12", "karen@example.org", True, frozenset({"high"}))
    assert claims({}) == Claims("", "", False, frozenset())
    assert claims({"sub": None, "email": None, "acr": "", "loa": None}) == Claims("", "", False, frozenset())
    assert claims({**SIGNED, "oid": "cd-34"}, subject_claim="oid").subject == "cd-34"
    assert claims({**SIGNED, "acr": "2"}).assurance == {"high", "2"}


@pytest.mark.parametrize(
    ("said", "trusts_email", "is_verified"),
    [
        (True, False, True),
        (False, False, False),
        (None, False, False),
        ("true", False, False),  # only a plain yes
        (False, True, True),
        (None, True, True),
    ],
)
def test_an_address_is_verified_when_the_provider_says_so_or_has_given_it_out(said, trusts_email, is_verified):
    assert claims({**SIGNED, "email_verified": said}, trusts_email=trusts_email).email_is_verified is is_verified


@pytest.mark.parametrize(
    ("data", "subject", "email"),
    [
        ({"sub": "a", "email": "x@example.org"}, "a", "x@example.org"),
        ({"id_token": {"sub": "a"}, "userinfo": {"sub": "b", "email": "x@example.org"}}, "a", "x@example.org"),
        ({"id_token": {"sub": "a"}, "sub": "outside both"}, "a", ""),
        ({"userinfo": {"sub": "b"}, "sub": "outside both"}, "b", ""),
        ({"id_token": {"sub": "a"}, "userinfo": None}, "a", ""),
        ({"id_token": None, "userinfo": {"sub": "b"}}, "b", ""),
    ],
)
def test_the_signed_token_goes_before_the_userinfo_answer(data, subject, email):
    found = claims(data)
    assert (found.subject, found.email) == (subject, email)


def test_only_the_level_of_assurance_is_kept_and_only_as_words():
    assert kept({**SIGNED, "cpr": "010170-0001", "name": "Karen"}) == {"loa": "high"}
    assert kept({"id_token": {"acr": "substantial", "loa": 3}, "userinfo": {"loa": "low"}}) == {"acr": "substantial"}


@pytest.mark.parametrize(
    ("accepted", "given", "is_enough"),
    [
        ([], set(), True),
        ([], {"low"}, True),
        (["substantial", "high"], {"high"}, True),
        (["substantial", "high"], {"low", "substantial"}, False),  # each level told must be good enough
        (["substantial", "high"], {"high", "substantial"}, True),
        (["substantial", "high"], {"low"}, False),
        (["substantial", "high"], set(), False),
    ],
)
def test_a_provider_vouches_as_strongly_as_we_ask(accepted, given, is_enough):
    assert is_sure_enough(Claims("a", "", False, frozenset(given)), accepted) is is_enough


@pytest.mark.parametrize(
    ("subject", "is_cpr"),
    [
        ("010170-0001", True),
        (" 0101700001 ", True),
        ("010170 0001", True),
        ("urn:cpr:0101700001", True),
        ("dk.gov:cpr-uuid:ab-12", True),
        ("010170-0001@broker", True),
        ("pid/010170%2D0001", True),
        ("０１０１７０-０００１", True),
        ("ab-12", False),
        ("", False),
        ("3f0101700001a94c", False),  # ten digits inside a longer code
        ("0b9a4d1e-0101-4700-8001-7c1f0a9d2e11", False),
    ],
)
def test_a_subject_that_is_a_cpr_number_is_known(subject, is_cpr):
    assert subject_is_a_cpr_number(subject) is is_cpr
