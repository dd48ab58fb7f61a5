"""What do we remember of a user, a person who works here or with us and signs in?"""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models

from hjemvej.platform.audit.fields import plain
from hjemvej.platform.audit.row_security import everybody
from hjemvej.platform.audit.triggers import logged, not_logged, written_by_the_system
from hjemvej.platform.sealing.free_text import FreeLine

from .passwords import opened, sealed
from .third_party import guarded_sign_in


class Users(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None, *, language: str = "da") -> "User":
        user = self.model(email=self.normalize_email(email).lower(), name=name, language=language)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person who works here. No CPR number, no claims from the login broker beyond what stands here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    password = models.CharField(max_length=400)  # the hash, sealed: passwords.py
    email = models.EmailField(unique=True)
    name = FreeLine(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=2, default="da")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    is_staff = False

    data = plain(
        "id",
        "email",
        "name",
        "phone",
        "language",
        "is_active",
        "password",
        "last_login",
        never_typed={"phone": "a telephone number", "password": "a hash, sealed"},
    )
    rows = everybody("who signs in is not known before it is read")
    changes = logged(masked=("password",))
    triggers = guarded_sign_in("id", "INSERT OR UPDATE OF id, password, email, is_active OR DELETE")

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(raw_password)
        self.password = sealed(self.password, of=self.pk)

    def check_password(self, raw_password: str | None) -> bool:
        """Compare the password; one that was hashed the older way is hashed anew."""

        def hash_anew(raw: str) -> None:
            self.set_password(raw)
            self._password = None
            self.save(update_fields=["password"])

        return check_password(raw_password, opened(self.password, of=self.pk), hash_anew)


class Counted(models.Model):
    """How often a password or code was tried: allauth's counts, in Django's cache (operations/counts.py)."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField()

    data = plain("cache_key", "value", "expires", never_typed={"cache_key": "a hash", "value": "moments"})
    rows = everybody("a wrong password is counted before a viewer is known")
    changes = not_logged("it is over after some minutes")
    triggers = written_by_the_system()

    class Meta:
        db_table = "identity_cache"
