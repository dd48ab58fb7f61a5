"""What did they type of a notice about a child? Validates, never saves; nothing typed is lost."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.one_entry.forms import words_field
from hjemvej.ground.people.rules import municipalities
from hjemvej.platform.ui.forms import DanishDateField, DanishTimeField, say_when_needed

from .actions import Settled

TOLD, NOT_NEEDED = "notified", "not_needed"


class RaiseChildNotice(forms.Form):
    what = words_field(_("Hvad har du set eller hørt?"), 4, limit=2000)


class SettleChildNotice(forms.Form):
    """Told, to whom and when; or not needed, and why."""

    outcome = forms.ChoiceField(
        label=_("Er barnets kommune underrettet?"), widget=forms.RadioSelect,
        choices=[(TOLD, _("Ja, jeg har underrettet")), (NOT_NEEDED, _("Nej, det er ikke nødvendigt"))],
        error_messages={"required": _("Vælg, om der er underrettet.")},
    )  # fmt: skip
    municipality = forms.ChoiceField(label=_("Til hvem?"), required=False, help_text=_("Den kommune, hvor barnet bor."))
    told_on = DanishDateField(label=_("Dag, hvis ikke i dag"), required=False, near="past", help_text="")
    told_time = DanishTimeField(label=_("Klokken, hvis ikke nu"), required=False, help_text="")
    reason = words_field(
        _("Hvorfor er det ikke nødvendigt?"), 3, required=False, limit=2000,
        hint=_("F.eks. ”Familieafdelingen er underrettet i går af skolen, jeg har talt med dem”."),
    )  # fmt: skip

    def __init__(self, *args: Any, raised_at: datetime.datetime, now: datetime.datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        own = settings.MUNICIPALITY_CODE
        say_when_needed(self, {"municipality": _("hvis ja"), "reason": _("hvis nej")})
        self.raised_on = timezone.localdate(raised_at)
        self.now, self.names = now, dict(municipalities((own, settings.MUNICIPALITY_NAME)))
        team = _("Børneteamet, %(municipality)s") % {"municipality": self.names[own]}
        others = [(code, name) for code, name in self.names.items() if code != own]
        self.fields["municipality"].choices = [("", _("Vælg …")), (own, team), *others]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("outcome") == TOLD:
            if not said.get("municipality") and "municipality" not in self.errors:
                self.add_error("municipality", _("Vælg, hvem der er underrettet."))
            said["told_at"] = self._told_at(said)
            if said.get("reason", "").strip():
                self.add_error("reason", _("Du har valgt ja. Slet teksten her, eller vælg nej."))
        elif said.get("outcome") == NOT_NEEDED and not said.get("reason", "").strip() and "reason" not in self.errors:
            self.add_error("reason", _("Skriv, hvorfor det ikke er nødvendigt."))
        return said

    def _told_at(self, said: dict[str, Any]) -> datetime.datetime:
        day, clock = said.get("told_on"), said.get("told_time")
        today = timezone.localdate(self.now)
        if not clock and day in (None, today):
            return self.now
        told_at = timezone.make_aware(datetime.datetime.combine(day or today, clock or datetime.time(12)))
        if told_at > self.now:
            self.add_error("told_on", _("Det er ikke sket endnu."))
        if timezone.localdate(told_at) < self.raised_on:
            self.add_error(
                "told_on", _("Det er før, vi vidste det. Var der underrettet før, så vælg nej, og skriv det.")
            )
        return told_at

    @property
    def settled(self) -> Settled:
        said = self.cleaned_data
        if said["outcome"] == NOT_NEEDED:
            return Settled(reason=said["reason"])
        code = said["municipality"]
        return Settled(told_at=said["told_at"], municipality_code=code, municipality_name=self.names[code])


class WriteReceipt(forms.Form):
    receipt_on = DanishDateField(label=_("Kvitteringen kom den"), near="past")

    def __init__(self, *args: Any, told_on: datetime.date, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.told_on, self.today = told_on, today

    def clean_receipt_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["receipt_on"]
        if day > self.today:
            raise forms.ValidationError(_("Det er ikke sket endnu."))
        if day < self.told_on:
            raise forms.ValidationError(_("Den dag var der ikke underrettet endnu."))
        return day
