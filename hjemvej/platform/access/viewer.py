"""Who is looking? A plain value that views pass down to queries and actions."""

import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet
from psycopg.pq import TransactionStatus

from .roles import PERMISSIONS, Permission, Role

M = TypeVar("M", bound=Model)


class AnotherViewerLooks(RuntimeError):
    """PostgreSQL would answer for another viewer than the one it is asked for."""


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
    acts_for_others: bool = False

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

    def rows_of(self, model: type[M]) -> QuerySet[M]:
        """The rows of a model that this viewer may see."""
        self._fail_unless_looking()
        return model._default_manager.all()

    def cursor(self) -> AbstractContextManager[Any]:
        """For SQL about rows that this viewer may see."""
        self._fail_unless_looking()
        return connection.cursor()

    def _fail_unless_looking(self) -> None:
        """Row-level security goes by what PostgreSQL was told with `looking_as`, not by this value."""
        looking = _looking.get()
        if looking and (looking.acts_for_others or looking._told_to_postgresql == self._told_to_postgresql):
            return
        is_looking = looking.name if looking else "nobody"
        raise AnotherViewerLooks(f"Rows are asked for {self.name!r}, but {is_looking!r} is looking.")

    @property
    def _told_to_postgresql(self) -> dict[str, str]:
        return {
            "hjemvej.scope": self.scope,
            "hjemvej.user": str(self.user_id or ""),
            "hjemvej.organisation": str(self.organisation_id or ""),
        }


_looking: ContextVar[Viewer | None] = ContextVar("looking", default=None)  # what this connection was told last


def system(reason: str, *, acts_for_others: bool = False) -> Viewer:
    """The system acting by itself, for jobs, commands and the public page; the reason is its name in the log.

    Where it acts for others, rows may be asked for any viewer and are answered as to the system: tests lay out with it.
    """
    return Viewer(None, reason, None, "", "", None, scope="system", acts_for_others=acts_for_others)


@contextmanager
def looking_as(viewer: Viewer, *, until_commit: bool = False) -> Iterator[None]:
    """Tell PostgreSQL who is looking until the block ends; row-level security and the change log read it.

    Where the transaction ends with the block (`until_commit`), PostgreSQL forgets by itself and is not asked again.
    """
    before = _apply(viewer._told_to_postgresql)
    looked = _looking.set(viewer)
    try:
        yield
    finally:
        _looking.reset(looked)
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
