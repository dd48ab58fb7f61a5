"""How is a form field drawn, and what may one type? Design system markup; dates and times as people write them."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from .typed_dates import DateNotUnderstood, Near, Period, read_date, read_period, read_time
from .when import full_date, period_in_words

ONCE = "once"  # the hidden field with the form's own key: a form sent twice is taken once (platform/repeated_forms)


OF_AN_AMOUNT = re.compile(r"[0-9.,\s+-]*")
FURTHEST = datetime.timedelta(days=2 * 366)


class DesignSystemRenderer(TemplatesSetting):
    """Fields and forms by this room's templates: one writes `{{ form }}` or `{{ form.name.as_field_group }}`."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"


def say_when_needed(form: forms.Form, words: Mapping[str, Any]) -> None:
    """Show after a field that may be empty what it is needed for, in place of "valgfrit"."""
    for name, when in words.items():
        form.fields[name].needed = when  # type: ignore[attr-defined]  # read by ui/forms/optional.html


class Typed(forms.Field):
    """What is typed as people write it; `read` understands it or says what it did not understand."""

    widget = forms.TextInput
    kind: type[datetime.date | datetime.time | Period]

    def read(self, typed: str) -> datetime.date | datetime.time | Period:
        raise NotImplementedError

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002
        return {"autocomplete": "off", "class": "is-short"}

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if isinstance(value, self.kind):
            return value
        try:
            return self.read(str(value))
        except DateNotUnderstood as problem:
            raise ValidationError(str(problem), code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True


class DanishDateField(Typed):
    """A date as it is written: "3/5-26", "3. maj 2026", "i går". `near` says which year is meant when none is typed."""

    kind = datetime.date

    def __init__(self, *, near: Near = "any", today: datetime.date | None = None, **options: Any) -> None:
        options.setdefault("help_text", _("F.eks. 3. maj 2026, 3/5-26 eller i går"))
        super().__init__(**options)
        self.near: Near = near
        self.today = today

    def read(self, typed: str) -> datetime.date:
        return read_date(typed, today=self.today or timezone.localdate(), near=self.near)

    def prepare_value(self, value: Any) -> Any:
        return full_date(value) if isinstance(value, datetime.date) else value

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.date() if isinstance(value, datetime.datetime) else value)


class AmountField(forms.DecimalField):
    """An amount as it is written in the viewer's language: "1234,50", "1.234,50", "1 234 kr.".

    Only in the digits 0 to 9: "1e5", "NaN" and digits of other scripts are numbers to Python, and slips to us.
    """

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Skriv det med tal, f.eks. 1.234,50."),
        "max_digits": _("Tallet er for langt. Skriv det f.eks. som 1.234,50."),
        "max_whole_digits": _("Tallet er for langt. Skriv det f.eks. som 1.234,50."),
        "max_decimal_places": _("Der er for mange tal efter kommaet. Skriv det f.eks. som 1.234,50."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(localize=True, **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            between = re.escape(get_format("THOUSAND_SEPARATOR"))
            value = re.sub(rf"(?<=\d)[{between}\s](?=\d{{3}}(?!\d))", "", re.sub(r"\s*kr\.?\s*$", "", value))
            if not OF_AN_AMOUNT.fullmatch(value):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class ComingDayField(DanishDateField):
    """By which day something is to be done: from today, and not so far ahead that nobody will ever see it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Senest hvilken dag?"))
        options.setdefault("help_text", _("F.eks. i morgen, fredag eller 3/12"))
        super().__init__(near="future", **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        today = self.today or timezone.localdate()
        if value < today:
            raise ValidationError(_("Dagen er gået. Skriv en dag fra i dag og frem."))
        if value > today + FURTHEST:
            raise ValidationError(_("Der er mere end to år til den dag. Skriv en dag, vi kan nå at se den."))


class NearDayField(DanishDateField):
    """A day that is at most two years back or ahead: further off, the year is mistyped."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        today = self.today or timezone.localdate()
        if value is not None and not today - FURTHEST <= value <= today + FURTHEST:
            raise ValidationError(_("Der er mere end to år til eller fra den dag. Er årstallet rigtigt?"))


class DanishPeriodField(Typed):
    """A day, a month or a year of the past, as exactly as it is remembered: "3/5-19", "maj 2019", "2019"."""

    kind = Period

    def __init__(self, *, today: datetime.date | None = None, **options: Any) -> None:
        options.setdefault("help_text", _("F.eks. 2019, maj 2019 eller 3/5-19"))
        super().__init__(**options)
        self.today = today

    def read(self, typed: str) -> Period:
        return read_period(typed, today=self.today or timezone.localdate())

    def prepare_value(self, value: Any) -> Any:
        return period_in_words(value.first, value.precision) if isinstance(value, Period) else value


class DanishTimeField(Typed):
    """A time of day as it is written: "15.20", "1520", "kl. 8"."""

    kind = datetime.time

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("F.eks. 15.20"))
        super().__init__(**options)

    def read(self, typed: str) -> datetime.time:
        return read_time(typed)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}.{value.minute:02d}" if isinstance(value, datetime.time) else value
