"""What does the viewer type about a stay? Until when, or where the guest went."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.safe_night.staying import rules
from hjemvej.platform.ui.forms import DanishDateField


class ExtendStay(forms.Form):
    """Until when the person may stay."""

    until_night = DanishDateField(
        label=_("Hvilken dag rejser borgeren?"), near="future", required=False,
        help_text=_("F.eks. i morgen, fredag eller 3/12. Tomt betyder: indtil borgeren rejser."),
    )  # fmt: skip

    def __init__(self, *args: Any, tonight: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.tonight = tonight

    def clean_until_night(self) -> datetime.date | None:
        until: datetime.date | None = self.cleaned_data["until_night"]
        if until is not None and until <= self.tonight:
            raise ValidationError(_("Skriv en dag fra i morgen og frem. Er borgeren rejst, så skriv det."))
        return until


class Depart(forms.Form):
    """Where did the guest go?"""

    discharged_to = forms.ChoiceField(
        label=_("Hvor rejste borgeren hen?"), choices=rules.DISCHARGES, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("Noget at tilføje?"), max_length=300, required=False, help_text=_("Ved bortvisning: hvad skete der?")
    )

    def clean(self) -> dict[str, object]:
        super().clean()
        values = self.cleaned_data
        if values.get("discharged_to") == "expelled" and not values.get("why"):
            self.add_error("why", _("Skriv kort, hvad der skete."))
        return values
