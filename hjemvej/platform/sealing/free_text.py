"""How is text kept that people type freely? A CPR number in it loses its last four digits before it reaches a table.

The number itself is kept sealed, on the citizen alone. These fields cover it on every way into the database – saved,
updated, written in bulk – so that no action, form or spreadsheet has to remember it. `manage.py check` names a column
of text that is neither of them. To migrations they are Django's own.
"""

from typing import TYPE_CHECKING, Any

from django.db import models

from .cpr_numbers import CPR_WITH_A_DATE, cover_cpr


class _Covered:
    """What both fields do with a value on its way to the table."""

    max_length: int | None

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)  # type: ignore[misc]
        if not isinstance(text, str) or not CPR_WITH_A_DATE.search(text):
            return text
        return cover_cpr(text, CPR_WITH_A_DATE)[: self.max_length]  # ten digits become eleven signs

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        """The row in memory says what the table says, so that nobody writes the number on from there."""
        value = super().pre_save(instance, add)  # type: ignore[misc]
        if isinstance(value, str):
            value = self.get_prep_value(value)
            setattr(instance, self.attname, value)  # type: ignore[attr-defined]
        return value

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()  # type: ignore[misc]
        return name, self.kept_as, args, options  # type: ignore[attr-defined]


if TYPE_CHECKING:  # so that a row's text is text
    FreeLine, FreeText = models.CharField, models.TextField
else:

    class FreeLine(_Covered, models.CharField):
        """A line that people type."""

        kept_as = "django.db.models.CharField"

    class FreeText(_Covered, models.TextField):
        """As much as people type."""

        kept_as = "django.db.models.TextField"
