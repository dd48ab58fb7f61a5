"""What did they choose? A picture of a home, and what it shows."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .rules import KINDS, LARGEST, TOO_LONG


class AddPicture(forms.Form):
    """A photo or a floor plan."""

    file = forms.FileField(
        label=_("Billede"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "class": "form-input"}),
        help_text=_("JPEG, PNG eller WebP. Sted og tid i billedet bliver fjernet."),
        error_messages={"empty": _("Filen er tom. Vælg en anden."), "required": _("Vælg et billede.")},
    )
    kind = forms.ChoiceField(label=_("Hvad er det?"), choices=KINDS, initial="photo", widget=forms.RadioSelect)
    shows = forms.CharField(
        label=_("Hvad viser det?"), max_length=120, required=False,
        help_text=_("F.eks. køkkenet, set fra døren. Læses højt for den, der ikke kan se billedet."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        super().clean()
        file = self.cleaned_data.get("file")
        if file and file.size > LARGEST:  # before it is read into memory
            self.add_error("file", ValidationError(TOO_LONG))
        elif file:
            self.cleaned_data["file"] = file.read()
        return self.cleaned_data
