"""Do the operations team's commands let the first one in, and back in one who lost the second factor?"""

import datetime
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from hjemvej.platform.access.models import Membership
from hjemvej.platform.audit.models import Event


def first_administrator() -> None:
    call_command("first_administrator", organisation="Prøveteamet", name="Ada Prøve", email="ada@example.org")


@pytest.mark.parametrize(
    ("hosts", "site"),
    [
        (["hjemvej.kommune.example", "andet.example", "localhost"], "https://hjemvej.kommune.example"),
        ([".kommune.example", "localhost"], "https://YOUR-HOST"),
        (["*"], "https://YOUR-HOST"),
    ],
)
def test_the_first_administrators_link_names_the_site(capsys, db, settings, hosts, site):
    settings.DEMO, settings.ALLOWED_HOSTS = False, hosts
    first_administrator()
    assert f": {site}/adgang/adgangskode/" in capsys.readouterr().out


def test_the_first_administrator_gets_a_link_that_works(client, capsys, db, monkeypatch):
    monkeypatch.setenv("HJEMVEJ_PORT", "8123")
    first_administrator()
    path = re.search(r"http://localhost:8123(\S+)", capsys.readouterr().out)
    assert path is not None
    assert "Velkommen, Ada Prøve" in client.get(path[1]).content.decode()
    place = Membership.objects.get()
    assert (place.role, place.organisation.name, place.organisation.kind) == ("administrator", "Prøveteamet", "team")


def test_the_first_administrators_link_leads_to_the_port_that_start_serves(capsys, db, monkeypatch):
    monkeypatch.delenv("HJEMVEJ_PORT", raising=False)
    first_administrator()
    assert ": http://localhost:8000/adgang/adgangskode/" in capsys.readouterr().out


def test_a_team_without_an_administrator_may_be_given_one(leader, administrator, capsys):
    """A leader lets members in, but makes no administrators; an administrator who has left lets nobody in."""
    Membership.objects.filter(user=administrator).update(last_on=datetime.date(2026, 11, 19))
    first_administrator()
    assert Membership.objects.filter(role="administrator", last_on=None).count() == 1


def test_there_is_only_one_first(capsys, db):
    first_administrator()
    with pytest.raises(CommandError, match="an administrator already"):
        first_administrator()


def test_one_who_lost_the_second_factor_starts_over_and_it_is_logged(coordinator, capsys):
    Authenticator.objects.create(user=coordinator, type="totp", data={"secret": "x"})
    call_command("remove_second_factor", coordinator.email)
    assert not Authenticator.objects.exists()
    assert Event.objects.get(name="identity.second_factors_removed").details["user"] == str(coordinator.pk)
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("remove_second_factor", "nobody@example.org")
