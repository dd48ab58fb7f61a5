"""Which day is it now? What a prison, a ward or a shelter tells of a day that moved."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField


class TellNewDay(forms.Form):
    now_on = DanishDateField(
        label=_("Hvad er den nye dag?"), near="future", help_text=_("F.eks. i morgen, fredag eller 3/12"),
        error_messages={"required": _("Skriv den nye dag.")},
    )  # fmt: skip
