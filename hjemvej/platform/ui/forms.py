"""How is a form field drawn, and what may one type? Design system markup; dates and times as people write them."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .typed_dates import DateNotUnderstood, Near, read_date, read_time
from .when import full_date

ONCE = "once"  # the hidden field with the form's own key: sent twice, it is taken once (access/once.py)


class DesignSystemRenderer(TemplatesSetting):
    """Fields and forms by this room's templates: one writes `{{ form }}` or `{{ form.name.as_field_group }}`."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


class DanishDateField(forms.Field):
    """A date as it is written: "3/5-26", "3. maj 2026", "i går". `near` says which year is meant when none is typed."""

    widget = forms.TextInput

    def __init__(self, *, near: Near = "any", today: datetime.date | None = None, **options: Any) -> None:
        options.setdefault("help_text", _("F.eks. 3. maj 2026, 3/5-26 eller i går"))
        super().__init__(**options)
        self.near: Near = near
        self.today = today

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002
        return {"autocomplete": "off", "class": "is-short"}

    def prepare_value(self, value: Any) -> Any:
        return full_date(value) if isinstance(value, datetime.date) else value

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date):
            return value
        try:
            return read_date(str(value), today=self.today or timezone.localdate(), near=self.near)
        except DateNotUnderstood as problem:
            raise ValidationError(str(problem), code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


class DanishTimeField(forms.Field):
    """A time of day as it is written: "15.20", "1520", "kl. 8"."""

    widget = forms.TextInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("F.eks. 15.20"))
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002
        return {"autocomplete": "off", "class": "is-short"}

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}.{value.minute:02d}" if isinstance(value, datetime.time) else value

    def to_python(self, value: Any) -> datetime.time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.time):
            return value
        try:
            return read_time(str(value))
        except DateNotUnderstood as problem:
            raise ValidationError(str(problem), code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True
