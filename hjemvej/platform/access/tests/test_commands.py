"""Do the operations team's commands let the first one in, and back in one who lost the second factor?"""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from django.core.management import CommandError, call_command

from hjemvej.platform.access.models import Membership
from hjemvej.platform.audit.models import Event


def first_administrator() -> None:
    call_command("first_administrator", organisation="Prøveteamet", name="Ada Prøve", email="ada@example.org")


def test_the_first_administrator_gets_a_link_that_works(client, capsys, db):
    first_administrator()
    path = re.search(r"https://YOUR-HOST(\S+)", capsys.readouterr().out)
    assert path is not None
    assert "Velkommen, Ada Prøve" in client.get(path[1]).content.decode()
    place = Membership.objects.get()
    assert (place.role, place.organisation.name, place.organisation.kind) == ("administrator", "Prøveteamet", "team")


def test_there_is_only_one_first(capsys, db):
    first_administrator()
    with pytest.raises(CommandError, match="an administrator already"):
        first_administrator()


def test_one_who_lost_the_second_factor_starts_over_and_it_is_logged(coordinator, capsys):
    Authenticator.objects.create(user=coordinator, type="totp", data={"secret": "x"})
    call_command("remove_second_factor", coordinator.email)
    assert not Authenticator.objects.exists()
    assert Event.objects.get(name="access.second_factors_removed").details["user"] == str(coordinator.pk)
    with pytest.raises(CommandError, match="Nobody here"):
        call_command("remove_second_factor", "nobody@example.org")


def test_a_code_goes_on_working_when_the_secret_key_is_changed_and_the_old_one_thrown_away(coordinator, settings):
    TOTP.activate(coordinator, "PRVEPRVEPRVEPRVE")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-and-as-long-as-the-one-before-it-made-by-chance"
    with pytest.raises(CommandError, match="HJEMVEJ_OLD_SECRET_KEYS"):
        call_command("rotate_secret_key")
    settings.SECRET_KEY_FALLBACKS = [old]
    call_command("rotate_secret_key")
    settings.SECRET_KEY_FALLBACKS = []
    assert decrypt(Authenticator.objects.get().data["secret"]) == "PRVEPRVEPRVEPRVE"
    assert Event.objects.get(name="access.secret_key_rotated").details == {"number": 1}
