"""Which viewers see and write the rows of a table? Each model declares it in `rows`, and `migrate` makes it so.

The web role owns nothing; these policies hold under the door, so that a forgotten filter shows nothing.
Join two rules with `|` where either is enough, and with `&` where both must hold:
`rows = needs_to_know() | own_organisation("house__organisation")`.
"""

import re
from dataclasses import dataclass

from django.db.models import Model

# Each in a SELECT of its own, so that PostgreSQL checks the signature once a statement and not for every row.
IS_SYSTEM = "(SELECT audit_viewer('scope')) = 'system'"
ORGANISATION = "(SELECT audit_viewer('organisation')::uuid)"
USER = "(SELECT audit_viewer('user')::uuid)"
CITIZEN = "(SELECT audit_viewer('person')::uuid)"
MACHINE = "(SELECT audit_viewer('machine'))"


@dataclass(frozen=True)
class Allowed:
    """A reason why a viewer may: SQL on the column of a field, or of a field of the row it points to (`a__b`)."""

    sql: str  # {column} is the column, {parent} the table that the field points to, and {key} that table's key
    field: str = ""

    def to(self, model: type[Model]) -> str:
        """Write the SQL for this model's table."""
        if not self.field:
            return self.sql
        name, _, further = self.field.partition("__")
        field = model._meta.get_field(name)
        column = f"{model._meta.db_table}.{field.column}"  # type: ignore[union-attr]
        parent = field.related_model
        if not isinstance(parent, type):
            return self.sql.format(column=column)
        names = {"parent": parent._meta.db_table, "key": parent._meta.pk.column}
        if not further:
            return self.sql.format(column=column, **names)
        its = self.sql.format(column=f"its.{parent._meta.get_field(further).column}")  # type: ignore[union-attr]
        return "EXISTS (SELECT FROM {parent} its WHERE its.{key} = {column} AND {its})".format(
            column=column, its=its, **names
        )


Both = tuple[Allowed, ...]  # reasons that must hold together


@dataclass(frozen=True)
class Rows:
    """The viewers who see and write the rows of a table, and those who only see them; the system always may both."""

    written: tuple[Both, ...] = ()
    seen: tuple[Both, ...] = ()
    is_open: bool = False
    why_open: str = ""

    def __or__(self, other: "Rows") -> "Rows":
        if self.is_open or other.is_open:
            raise TypeError("Rows that every viewer sees and writes cannot be opened further.")
        return Rows(self.written + other.written, self.seen + other.seen)

    def __and__(self, other: "Rows") -> "Rows":
        if self.is_open or other.is_open or self.seen or other.seen:
            raise TypeError("Only who sees and writes is narrowed with &.")
        return Rows(tuple(mine + theirs for mine in self.written for theirs in other.written))

    def policies(self, model: type[Model]) -> dict[str, str]:
        """Return the policies of this model's table, by name, as the SQL that makes them."""
        if self.is_open:
            return {}
        table = model._meta.db_table
        rule = " OR ".join([IS_SYSTEM, *_any_of(self.written, model)])
        made = {"need_to_know": f"CREATE POLICY need_to_know ON {table} USING ({rule}) WITH CHECK ({rule})"}
        if self.seen:
            rule = " OR ".join(_any_of(self.seen, model))
            made["see_only"] = f"CREATE POLICY see_only ON {table} FOR SELECT USING ({rule})"
        return made


def _any_of(alternatives: tuple[Both, ...], model: type[Model]) -> list[str]:
    return ["(" + " AND ".join(reason.to(model) for reason in both) + ")" for both in alternatives]


def needs_to_know(person: str = "person", *, or_nobody: bool = False) -> Rows:
    """Let viewers in who need to know of this person now: through their organisation, or the viewer alone.

    With `or_nobody`, also where the row names no person: for rows that `&` narrows further.
    """
    known = "EXISTS (SELECT FROM access_need_now need WHERE need.person_id = {column})"
    return _written(_or_empty(known) if or_nobody else known, person)


def about_nobody(person: str = "person") -> Rows:
    """Let viewers in where the row names no person: for rows that `&` narrows further."""
    return _written("{column} IS NULL", person)


def own_organisation(organisation: str = "organisation") -> Rows:
    """Let every user in who looks for the row's organisation."""
    return _written(f"{{column}} = {ORGANISATION}", organisation)


def municipal_teams() -> Rows:
    """Let every user in who looks for a team of the municipality."""
    return _written(f"(SELECT team.kind = 'team' FROM access_organisation team WHERE team.id = {ORGANISATION})")


def own_user(user: str = "user", *, or_nobody: bool = False) -> Rows:
    """Let the row's own user in; with `or_nobody`, every user where the row names no user."""
    own = f"{{column}} = {USER}"
    return _written(_or_empty(own) if or_nobody else own, user)


def as_its(parent: str) -> Rows:
    """Let viewers in who see the row that this row belongs to."""
    return _written("EXISTS (SELECT FROM {parent} its WHERE its.{key} = {column})", parent)


def everybody_signed_in() -> Rows:
    """Let every signed-in user in, of any organisation, but no citizen and no machine."""
    return _written(f"{USER} IS NOT NULL")


def only_seen(by: Rows) -> Rows:
    """Show rows to viewers that these rules would let write them, and let the system alone write."""
    return Rows(seen=by.written)


def nobody() -> Rows:
    """Let the system alone in."""
    return Rows()


def everybody(why: str) -> Rows:
    """Use no row security, not even against a citizen or a machine; `why` says why nobody needs to be kept out."""
    return Rows(is_open=True, why_open=why)


def seen_by_the_citizen(person: str = "person") -> Rows:
    """Show citizens the rows about themselves, read-only. Without it, a citizen sees no row of the table."""
    return Rows(seen=((Allowed(f"{{column}} = {CITIZEN}", person),),))


def seen_by_machine(name: str) -> Rows:
    """Show the machine of this name every row, read-only. Without it, a machine sees no row of the table."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(f"{name!r} is no name of a machine: a-z, 0-9 and _ only.")
    return Rows(seen=((Allowed(f"{MACHINE} = '{name}'"),),))


def _written(sql: str, field: str = "") -> Rows:
    return Rows(((Allowed(sql, field),),))


def _or_empty(sql: str) -> str:
    return f"({{column}} IS NULL OR {sql})"
