"""What do we remember of a user, a person who works here or with us and signs in?"""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from hjemvej.platform.audit.fields import plain
from hjemvej.platform.audit.row_security import everybody
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.sealing.free_text import FreeLine

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
        never_typed={"phone": "a telephone number", "password": "a hash"},
    )
    rows = everybody("who signs in is not known before it is read")
    changes = logged(masked=("password",))
    triggers = guarded_sign_in("id", "INSERT OR UPDATE OF id, password, email, is_active OR DELETE")

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name
