"""Are the passwords that a site had before they were sealed sealed by the migration, and good as before?"""

import importlib
import uuid

import pytest
from django.apps import apps
from django.contrib.auth.hashers import make_password

from hjemvej.platform.identity import passwords
from hjemvej.platform.identity.models import User

PASSWORD = "tre tilfældige ord"


@pytest.mark.django_db
def test_older_passwords_are_sealed_and_go_on_working(coordinator, leader):
    raw = make_password(PASSWORD)
    User.objects.filter(pk=coordinator.pk).update(password=raw)
    User.objects.filter(pk=leader.pk).update(password=make_password(None))
    coordinator.refresh_from_db()
    assert not coordinator.check_password(PASSWORD), "what SQL could have written opens nothing"
    importlib.import_module("hjemvej.platform.identity.migrations.0004_seal_passwords").seal(apps, None)
    for user in (coordinator, leader):
        user.refresh_from_db()
    assert raw not in coordinator.password
    assert (coordinator.check_password(PASSWORD), coordinator.check_password("et andet")) == (True, False)
    assert (leader.has_usable_password(), leader.check_password(PASSWORD)) == (False, False)


def test_a_sealed_hash_is_its_users_alone():
    mine, another = uuid.uuid4(), uuid.uuid4()
    kept = passwords.sealed("scrypt$hash", of=mine)
    assert passwords.opened(kept, of=mine) == "scrypt$hash"
    assert (passwords.opened(kept, of=another), passwords.opened("scrypt$hash", of=mine)) == ("", "")
