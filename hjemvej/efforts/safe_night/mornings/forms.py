"""What does the viewer type about a night?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.safe_night.mornings import rules

WORDS = 300


class CorrectNight(forms.Form):
    """How the night was, now that more is known."""

    outcome = forms.ChoiceField(label=_("Hvordan var natten?"), choices=rules.OUTCOMES, widget=forms.RadioSelect)
    what_happened = forms.CharField(
        label=_("Hvad skete der?"), max_length=WORDS, required=False,
        help_text=_("F.eks. mødt af gadeteamet kl. 7.10, sov i kælderskakt"),
    )  # fmt: skip
    slept_outside = forms.BooleanField(
        label=_("Borgeren sov ude"),
        required=False,
        help_text=_("Så skriver vi også gaden som det sted, borgeren sover"),
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def clean(self) -> dict[str, object]:
        super().clean()
        values = self.cleaned_data
        if values.get("outcome") == rules.UNSAFE and not values.get("what_happened"):
            self.add_error("what_happened", _("Skriv kort, hvad der skete, så vi kan lære af det."))
        if values.get("slept_outside") and values.get("outcome") != rules.UNSAFE:
            said = _("Sov borgeren ude, var natten uden et trygt sted. Ret svaret, eller fjern krydset.")
            self.add_error("slept_outside", said)
        return values
