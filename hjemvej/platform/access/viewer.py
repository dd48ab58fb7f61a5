"""Who is looking? A plain value that views pass down to queries and actions."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from django.db import connection
from psycopg.pq import TransactionStatus

from .roles import PERMISSIONS, Permission, Role


@dataclass(frozen=True)
class Viewer:
    """A person in one organisation with one role, or the system itself (`user_id` is None)."""

    user_id: uuid.UUID | None
    name: str
    organisation_id: uuid.UUID | None
    organisation_name: str
    organisation_kind: str
    role: Role | None
    scope: Literal["viewer", "system"] = "viewer"

    @property
    def permissions(self) -> frozenset[Permission]:
        return PERMISSIONS[self.role] if self.role else frozenset()

    @property
    def team_id(self) -> uuid.UUID:
        """The viewer's organisation, where there must be one."""
        if self.organisation_id is None:
            raise RuntimeError(f"{self.name} acts without an organisation.")
        return self.organisation_id

    @property
    def signed_in_id(self) -> uuid.UUID:
        """The viewer's user, where there must be one: the system itself signs nothing."""
        if self.user_id is None:
            raise RuntimeError(f"{self.name} is nobody who can sign.")
        return self.user_id

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


def system(reason: str) -> Viewer:
    """The system acting by itself, for jobs, commands and the public page; the reason is its name in the log."""
    return Viewer(None, reason, None, "", "", None, scope="system")


@contextmanager
def looking_as(viewer: Viewer, *, until_commit: bool = False) -> Iterator[None]:
    """Tell PostgreSQL who is looking until the block ends; row-level security and the change log read it.

    Where the transaction ends with the block (`until_commit`), PostgreSQL forgets by itself and is not asked again.
    """
    settings = {
        "hjemvej.scope": viewer.scope,
        "hjemvej.user": str(viewer.user_id or ""),
        "hjemvej.organisation": str(viewer.organisation_id or ""),
    }
    before = _apply(settings)
    try:
        yield
    finally:
        if not until_commit and _can_be_told():
            _apply(before)


def _can_be_told() -> bool:
    """Not after an SQL error: the rollback restores who looked before, and the first error must be the one seen."""
    link = connection.connection
    if link is None or link.closed or connection.needs_rollback:
        return False
    return bool(link.info.transaction_status != TransactionStatus.INERROR)


def _apply(settings: dict[str, str]) -> dict[str, str]:
    local = connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH before AS MATERIALIZED (SELECT coalesce(current_setting('hjemvej.scope', true), ''),"
            " coalesce(current_setting('hjemvej.user', true), ''),"
            " coalesce(current_setting('hjemvej.organisation', true), ''))"
            " SELECT before.*, set_config('hjemvej.scope', %s, %s), set_config('hjemvej.user', %s, %s),"
            " set_config('hjemvej.organisation', %s, %s) FROM before",
            [value for name in settings for value in (settings[name], local)],
        )
        row = cursor.fetchone()
    return dict(zip(settings, row, strict=False))
