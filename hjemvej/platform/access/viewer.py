"""Who is looking? A plain value that views pass down to queries and actions."""

import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast

from django.db import connection, transaction
from django.db.models import Model, QuerySet
from psycopg.pq import TransactionStatus

from . import claims
from .roles import PERMISSIONS, STAFFS, Permission, Role

M = TypeVar("M", bound=Model)


class AnotherViewerLooks(RuntimeError):
    """PostgreSQL is set to another viewer than the viewer of this query."""


@dataclass(frozen=True)
class Viewer:
    """A user in an organisation with a role, a citizen, a machine, or the system itself.

    A citizen and a machine see only tables with `seen_by_the_citizen` or `seen_by_machine`.
    """

    user_id: uuid.UUID | None
    name: str
    organisation_id: uuid.UUID | None
    organisation_name: str
    organisation_kind: str
    role: Role | None
    scope: Literal["viewer", "citizen", "machine", "system"] = "viewer"
    acts_for_others: bool = False
    has_other_teams: bool = False  # beside the viewer's own, with citizens whom the viewer does not see
    citizen_id: uuid.UUID | None = None
    machine: str = ""

    def __post_init__(self) -> None:
        """Allow a single kind of viewer: a viewer who is both citizen and user would see the rows of both."""
        for kind, is_one in (("citizen", self.citizen_id), ("machine", self.machine)):
            if (self.scope == kind) != bool(is_one):
                raise ValueError(f"{self.name} looks as {self.scope}, and is not.")
            if is_one and (self.user_id or self.organisation_id):
                raise ValueError(f"{self.name} is a {kind}, and no user of an organisation.")

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
        """Return the rows of a model that this viewer may see."""
        self._fail_unless_looking()
        return model._default_manager.all()

    def cursor(self) -> AbstractContextManager[Any]:
        """Give a cursor for SQL about rows that this viewer may see."""
        self._fail_unless_looking()
        return connection.cursor()

    def _fail_unless_looking(self) -> None:
        """Fail unless `looking_as` set this viewer in PostgreSQL, for row-level security goes by what is set there."""
        looking = _looking.get()
        if looking and (looking.acts_for_others or looking.says == self.says):
            return
        is_looking = looking.name if looking else "nobody"
        raise AnotherViewerLooks(f"Rows are asked for {self.name!r}, but {is_looking!r} is looking.")

    @property
    def says(self) -> dict[str, str]:
        """Return what the claim says of this viewer."""
        return {
            "scope": "system" if self.scope == "system" else "",
            "user": str(self.user_id or ""),
            "organisation": str(self.organisation_id or ""),
            "person": str(self.citizen_id or ""),
            "machine": self.machine,
            "glass": "may break" if self.may(Permission.BREAK_GLASS) else "",
            "staffs": STAFFS.get(self.role, "") if self.role else "",
        }


_looking: ContextVar[Viewer | None] = ContextVar("looking", default=None)  # the viewer set on this connection
_told_in: ContextVar[object] = ContextVar("told_in", default=None)  # the transaction in which PostgreSQL was told


def system(reason: str, *, acts_for_others: bool = False) -> Viewer:
    """Make the viewer for jobs, commands and the public page: the system itself; the reason is its name in the log.

    With `acts_for_others`, code may read rows for any viewer and gets the system's: tests make their rows with it.
    """
    return Viewer(None, reason, None, "", "", None, scope="system", acts_for_others=acts_for_others)


def user_alone(user_id: uuid.UUID, name: str) -> Viewer:
    """Make a viewer of a user who is signing in: of no organisation yet."""
    return Viewer(user_id, name, None, "", "", None)


def citizen(person_id: uuid.UUID) -> Viewer:
    """Make a viewer of a citizen who looks at what is kept about themselves."""
    return Viewer(None, "", None, "", "", None, scope="citizen", citizen_id=person_id)


def machine(name: str) -> Viewer:
    """Make a viewer of another system, by the name that tables list in `seen_by_machine`."""
    return Viewer(None, name, None, "", "", None, scope="machine", machine=name)


@contextmanager
def looking_as(viewer: Viewer, *, until_commit: bool = False) -> Iterator[None]:
    """Tell PostgreSQL who is looking until the block ends; row-level security and the change log read it.

    PostgreSQL forgets it when the transaction ends: in a block without one, each transaction gets its own claim.
    Where the transaction ends with the block (`until_commit`), who looked before needs not be told again.
    """
    if not connection.in_atomic_block:
        is_watched = _tell_first in connection.execute_wrappers
        with _seen_as(viewer), nullcontext() if is_watched else connection.execute_wrapper(_tell_first):
            yield
        return
    link = _link()
    before = "" if until_commit else claims.told(link)
    claims.tell(link, viewer.says)
    try:
        with _seen_as(viewer):
            yield
    finally:
        if not until_commit and _can_be_told():
            claims.tell_again(_link(), before)


@contextmanager
def _seen_as(viewer: Viewer) -> Iterator[None]:
    looked = _looking.set(viewer)
    try:
        yield
    finally:
        _looking.reset(looked)


def _tell_first(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """Tell PostgreSQL who looks before the first statement of each transaction."""
    if not connection.in_atomic_block:
        with transaction.atomic():
            return _tell_first(execute, sql, params, many, context)
    viewer, block = _looking.get(), connection.atomic_blocks[0]
    is_new = _told_in.get() is not block or _link().info.transaction_status == TransactionStatus.IDLE
    if viewer and is_new:
        _told_in.set(block)
        claims.tell(_link(), viewer.says)
    return execute(sql, params, many, context)


def _link() -> claims.Link:
    """Return psycopg's connection, connected."""
    connection.ensure_connection()
    return cast(claims.Link, connection.connection)


def _can_be_told() -> bool:
    """Not after an SQL error: the rollback restores who looked before, and the first error must be the one seen."""
    link = connection.connection
    if link is None or link.closed or connection.needs_rollback:
        return False
    return bool(link.info.transaction_status == TransactionStatus.INTRANS)
