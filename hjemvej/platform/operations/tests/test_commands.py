"""Can the secret key be changed without losing a user's password and second factor?"""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from django.core.management import CommandError, call_command

from conftest import as_owner
from hjemvej.platform.audit.models import Event
from hjemvej.platform.identity.models import User
from hjemvej.platform.operations import making


def test_password_and_code_go_on_working_when_the_secret_key_is_changed_and_the_old_one_thrown_away(
    coordinator, settings
):
    TOTP.activate(coordinator, "PRVEPRVEPRVEPRVE")
    sealed = User.objects.get(pk=coordinator.pk).password
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-and-as-long-as-the-one-before-it-made-by-chance"
    assert any("another key of claims" in fault for fault in making.differences())
    with pytest.raises(CommandError, match="HJEMVEJ_OLD_SECRET_KEYS"):
        call_command("rotate_secret_key")
    settings.SECRET_KEY_FALLBACKS = [old]
    with as_owner():
        making.protect_claims()  # as `migrate` does
    assert making.differences() == []
    call_command("rotate_secret_key")
    settings.SECRET_KEY_FALLBACKS = []
    assert decrypt(Authenticator.objects.get().data["secret"]) == "PRVEPRVEPRVEPRVE"
    assert Event.objects.get(name="identity.secret_key_rotated").details == {"number": 2}
    coordinator.refresh_from_db()
    assert (coordinator.password != sealed, coordinator.check_password("hjemvej")) == (True, True)
