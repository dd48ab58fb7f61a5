"""What did they type about a write-up?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import ComingDayField, DanishDateField


class Register(forms.Form):
    landlord = forms.CharField(label=_("Hos hvilken boligorganisation?"), max_length=120)
    number = forms.CharField(label=_("Nummer på opskrivningen"), max_length=60, required=False)
    registered_on = DanishDateField(label=_("Skrevet op hvornår?"), near="past")
    renew_by_on = ComingDayField(label=_("Skal fornyes senest"))


class RenewRegistration(forms.Form):
    renew_by_on = ComingDayField(label=_("Skal fornyes igen senest"))
