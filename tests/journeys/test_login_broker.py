"""Does one get in through a real OpenID provider, and does the CPR number it tells us stay out of the database?"""

import os
from collections.abc import Iterator

import psycopg
import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import connection
from playwright.sync_api import Page, expect

from hjemvej.platform.identity.models import User
from launch import web
from launch.steps import LOCAL
from tests import databases, login_provider

CPR_IN_ANY_FORM = ("010170-0001", "0101700001", "010170 0001")


@pytest.fixture(scope="module")
def house(django_db_setup: None) -> Iterator[str]:
    """Hjemvej and the provider, joined as production joins them: by settings in the environment."""
    ours, theirs = web.free_port(), web.free_port()
    address, issuer = f"http://localhost:{ours}", f"http://localhost:{theirs}"
    database = databases.url(str(connection.settings_dict["NAME"]))
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DATABASE_OWNER_URL": database,
        "DJANGO_SETTINGS_MODULE": "hjemvej.config.settings",
        "HJEMVEJ_DEMO": "1",
        "HJEMVEJ_OIDC_NAME": "Prøve-MitID",
        "HJEMVEJ_OIDC_ISSUER": issuer,
        "HJEMVEJ_OIDC_CLIENT_ID": "hjemvej",
        "HJEMVEJ_OIDC_CLIENT_SECRET": "kun-til-proever",
        "HJEMVEJ_OIDC_SCOPE": "openid email profile",
        "HJEMVEJ_OIDC_ACR": "substantial high",
        "HJEMVEJ_TWO_FACTOR": "1",
    }
    with (
        login_provider.running(theirs, ours=address, log="login-broker.log"),
        web.running(environment, LOCAL / "login-broker-web.log", port=ours, processes=1),
    ):
        yield address


def go_through(page: Page, house: str, who: str) -> None:
    page.goto(f"{house}/konto/log-ind/?next=/adgang/mig/")
    page.get_by_role("link", name="Log ind med Prøve-MitID").click()
    page.get_by_role("button", name=who, exact=True).click()
    page.wait_for_url(f"{house}/**")


def everything_stored() -> str:
    """Each row of each table as text, with sessions opened: whatever a database backup would carry away."""
    from django.contrib.sessions.models import Session

    from hjemvej.platform.identity.sessions import opened

    stored = [str(opened(session)) for session in Session.objects.all()]
    with psycopg.connect(databases.url(str(connection.settings_dict["NAME"]))) as owner:
        tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (table,) in tables:
            rows = owner.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{table}\" t").fetchone()
            stored.append(rows[0] if rows else "")
    return "\n".join(stored)


def test_a_coordinator_signs_in_and_no_cpr_number_is_stored(house: str, page: Page, coordinator: User):
    go_through(page, house, "karen")
    expect(page.get_by_role("heading", level=1)).to_have_text(coordinator.name)
    account = SocialAccount.objects.get()
    assert (account.user, account.uid, account.extra_data) == (coordinator, "subject-karen", {"loa": "substantial"})
    stored = everything_stored()
    assert coordinator.email in stored, "the scan reads nothing"
    assert [form for form in CPR_IN_ANY_FORM if form in stored] == []
    log = (databases.CHECKOUT / ".local" / "login-broker.log").read_text()
    assert [form for form in CPR_IN_ANY_FORM if form in log] == []


def test_the_second_time_the_subject_alone_is_enough(house: str, page: Page, coordinator: User):
    SocialAccount.objects.create(user=coordinator, provider="broker", uid="subject-karen")
    coordinator.email = "nyt.navn@example.org"
    coordinator.save()
    go_through(page, house, "karen")
    expect(page.get_by_role("heading", level=1)).to_have_text(coordinator.name)


REFUSED = {
    "stranger": "Du er ikke oprettet som bruger her",
    "unverified": "Du er ikke oprettet som bruger her",
    "low": "kunne ikke stå inde for dig",
}


@pytest.mark.parametrize(("who", "why"), REFUSED.items())
def test_others_are_refused_in_plain_words_and_nothing_is_made(
    house: str, page: Page, coordinator: User, who: str, why: str, axe
):
    go_through(page, house, who)
    expect(page.get_by_text(why)).to_be_visible()
    assert not SocialAccount.objects.exists()
    assert list(User.objects.all()) == [coordinator]
    axe(page)
