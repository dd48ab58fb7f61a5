"""What do we change about a user? Their own page and their second factors."""

import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from hjemvej.platform.audit.actions import Actor, record
from hjemvej.platform.sealing.ciphers import cipher

from . import passwords
from .models import User

LEFT = "forladt.invalid"  # no address ends so
CLOSED = {"secret", "seed"}  # what allauth has encrypted of a second factor


def change_own_page(*, name: str, phone: str, by: Actor, at: datetime.datetime) -> None:
    with transaction.atomic():
        User.objects.filter(pk=str(by.user_id)).update(name=name, phone=phone)
        record("identity.own_page_changed", by=by, at=at)


def retire_account(*, user: User, by: Actor, at: datetime.datetime) -> None:
    """Close the account of a user who has left, and free the address: what they did stays theirs, nobody gets in by it.

    The next holder of the address must get neither the account's name nor its password and identity.
    """
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        SocialAccount.objects.filter(user=user).delete()
        user.set_unusable_password()
        user.email, user.is_active = f"{user.pk}@{LEFT}", False
        user.save(update_fields=["password", "email", "is_active"])
        record("identity.account_retired", by=by, at=at, details={"user": str(user.pk)})


def remove_second_factors(*, user: User, by: Actor, at: datetime.datetime) -> int:
    """For one who has lost them all; the next sign-in demands a new one."""
    with transaction.atomic():
        number, _rows = Authenticator.objects.filter(user=user).delete()
        record("identity.second_factors_removed", by=by, at=at, details={"user": str(user.pk), "number": number})
    return int(number)


def close_secrets_anew(*, by: Actor, at: datetime.datetime) -> int:
    """Close second factors and passwords with the secret key in use now, so that the one before it can go."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]
    with transaction.atomic():
        rows = list(Authenticator.objects.filter(type__in=kinds).select_for_update().order_by("pk"))
        for row in rows:
            for name in CLOSED & row.data.keys():
                row.data[name] = cipher("two-factor").rotate(row.data[name].encode()).decode()
        Authenticator.objects.bulk_update(rows, ["data"])
        users = list(User.objects.select_for_update().order_by("pk"))
        for user in users:
            user.password = passwords.sealed_anew(user.password, of=user.pk)
        User.objects.bulk_update(users, ["password"])
        number = len(rows) + sum(user.password.startswith(passwords.SEALED) for user in users)
        record("identity.secret_key_rotated", by=by, at=at, details={"number": number})
    return number
