"""What did a house type about telling a municipality? Validates, never saves; nothing typed is lost."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.safe_night.staying.actions.telling import Told
from hjemvej.efforts.safe_night.staying.rules import HOWS
from hjemvej.ground.people.rules import municipalities
from hjemvej.platform.ui.forms import DanishDateField


class MarkTold(forms.Form):
    how = forms.ChoiceField(
        label=_("Hvordan har I fortalt det?"), choices=HOWS, widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvordan I har fortalt det.")},
    )  # fmt: skip
    on = DanishDateField(label=_("Dag, hvis ikke i dag"), required=False, near="past", help_text="")

    def __init__(self, *args: Any, now: datetime.datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now

    def clean_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["on"]
        if day is not None and day > timezone.localdate(self.now):
            raise forms.ValidationError(_("Det er ikke sket endnu."))
        return day

    @property
    def told(self) -> Told:
        day = self.cleaned_data["on"]
        if day is None or day == timezone.localdate(self.now):
            return Told(self.now, self.cleaned_data["how"])
        noon = datetime.datetime.combine(day, datetime.time(12))
        return Told(timezone.make_aware(noon), self.cleaned_data["how"])


class WhichMunicipality(forms.Form):
    code = forms.ChoiceField(label=_("Hvilken kommune hører borgeren til?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.auto_id = "which-%s"  # the page has another form
        self.names = municipalities((settings.MUNICIPALITY_CODE, settings.MUNICIPALITY_NAME))
        self.fields["code"].choices = [("", _("Vælg …")), *self.names]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        code = self.cleaned_data["code"]
        return {"code": code, "name": dict(self.names)[code]}
