"""Are the changes of a table logged, and what else does PostgreSQL do for each row? Each model declares it.

`changes = logged(...)` or `changes = not_logged("why")`; `triggers = (...)` calls a room's own functions.
Each function is a file in the room's folder `sql`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model

LOG = "audit"  # the name of the log's trigger on every table


@dataclass(frozen=True)
class Trigger:
    """A function that PostgreSQL calls for each row."""

    name: str
    when: str  # as SQL says it: BEFORE UPDATE OR DELETE
    calls: str  # the function, with its arguments if it has any
    only_if: str = ""  # SQL on OLD and NEW; no IN, which PostgreSQL words otherwise after a restore
    at_commit: bool = False
    anew: str = ""  # SQL that makes the trigger fill its columns again; run when `made_of` has changed
    made_of: Sequence[str] = ()  # the functions that decide what the trigger fills in

    def on(self, table: str) -> str:
        """Write the SQL that makes the trigger."""
        kind, waits = ("CONSTRAINT TRIGGER", " DEFERRABLE INITIALLY DEFERRED") if self.at_commit else ("TRIGGER", "")
        condition = f" WHEN ({self.only_if})" if self.only_if else ""
        calls = self.calls if "(" in self.calls else f"{self.calls}()"
        return (
            f"CREATE {kind} {self.name} {self.when} ON {table}{waits} FOR EACH ROW{condition} EXECUTE FUNCTION {calls}"
        )


def written_by_the_system(*, or_who_staffs: str = "") -> tuple[Trigger, ...]:
    """Let the system alone write a table that everybody reads, or also viewers who staff places (`own`: leaders)."""
    calls = f"audit_guard_systems('{or_who_staffs}')" if or_who_staffs else "audit_guard_systems"
    return (Trigger("guard", "BEFORE INSERT OR UPDATE OR DELETE", calls),)


@dataclass(frozen=True)
class Changes:
    """Whether every change of a table is logged, with before and after."""

    is_logged: bool
    person: str = ""
    masked: tuple[str, ...] = ()
    why_not: str = ""

    def log(self, model: type[Model]) -> Trigger | None:
        """Return the trigger that writes the log."""
        if not self.is_logged:
            return None
        columns = [model._meta.get_field(name).column for name in (self.person, *self.masked) if name]  # type: ignore[union-attr]
        person = columns.pop(0) if self.person else ""
        arguments = ", ".join(f"'{word}'" for word in (person, model._meta.pk.column, *columns))
        return Trigger(LOG, "AFTER INSERT OR UPDATE OR DELETE", f"audit_write_change({arguments})")


def logged(person: str = "", *, masked: tuple[str, ...] = ()) -> Changes:
    """Log every change, in the log of the citizen that `person` names; never write out `masked` fields."""
    return Changes(True, person, masked)


def not_logged(why: str) -> Changes:
    """Log no change, for this reason."""
    return Changes(False, why_not=why)
