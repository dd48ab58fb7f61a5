"""What does a landlord answer about a citizen proposed for its home?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField, say_when_needed


class AnswerProposal(forms.Form):
    answer = forms.ChoiceField(
        label=_("Hvad svarer I?"), widget=forms.RadioSelect,
        choices=[("ready", _("Vi er klar til lejekontrakten")), ("no", _("Det kan ikke lade sig gøre"))],
        error_messages={"required": _("Vælg jeres svar.")},
    )  # fmt: skip
    lease_from_on = DanishDateField(label=_("Fra hvilken dag kan kontrakten gælde?"), near="future", required=False)
    words = forms.CharField(
        label=_("Bemærkning"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_when_needed(
            self, {"lease_from_on": _("skal skrives, når I er klar"), "words": _("skal skrives ved et nej")}
        )
