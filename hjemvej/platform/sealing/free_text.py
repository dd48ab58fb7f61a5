"""How is freely typed text kept? Without what cannot be seen, and a CPR number in it loses its last four digits.

The number itself is kept sealed, on the citizen alone. These fields cover it on every way into the database – saved,
updated, written in bulk – so that no action, form or spreadsheet must cover it itself. `manage.py check` names a
column of text that is neither of them. What cannot be seen is taken out on the way back too, of words that were kept
before. Migrations see Django's own fields.
"""

from typing import TYPE_CHECKING, Any

from django.db import models

from .cpr_numbers import CPR_WITH_A_DATE, cover_cpr
from .unseen import without_unseen


class _Covered:
    """Cover CPR numbers in a value on its way to the table, and take out what cannot be seen on both ways."""

    max_length: int | None

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)  # type: ignore[misc]
        if not isinstance(text, str):
            return text
        text = without_unseen(text)
        covered = cover_cpr(text, CPR_WITH_A_DATE)
        return text if covered == text else covered[: self.max_length]  # ten digits become eleven characters

    def from_db_value(self, value: str | None, *_how: object) -> str | None:
        return value and without_unseen(value)

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        """Put the covered text into the row in memory too, so that no code passes the number on from there."""
        value = super().pre_save(instance, add)  # type: ignore[misc]
        if isinstance(value, str):
            value = self.get_prep_value(value)
            setattr(instance, self.attname, value)  # type: ignore[attr-defined]
        return value

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()  # type: ignore[misc]
        return name, self.kept_as, args, options  # type: ignore[attr-defined]


if TYPE_CHECKING:  # so that types see plain text
    FreeLine, FreeText = models.CharField, models.TextField
else:

    class FreeLine(_Covered, models.CharField):
        """A line that people type."""

        kept_as = "django.db.models.CharField"

    class FreeText(_Covered, models.TextField):
        """Text of any length that people type."""

        kept_as = "django.db.models.TextField"
