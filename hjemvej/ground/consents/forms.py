"""What did they type about a consent?"""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField, say_when_needed

from .actions import Said
from .rules import How, Topic

NO_PARTNER = "other"


class GiveConsent(forms.Form):
    """Which recipient, what, why, and how did the citizen say yes?"""

    to = forms.ChoiceField(label=_("Hvem må vi fortælle det til?"))
    to_name = forms.CharField(
        label=_("Hvem er den anden?"), max_length=120, help_text=_("F.eks. min søster Lone"),
        error_messages={"required": _("Skriv, hvem det er.")},
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=_("Hvad må vi fortælle om?"), widget=forms.CheckboxSelectMultiple, choices=Topic.choices
    )
    details = forms.CharField(
        label=_("Er der noget af det, vi ikke må fortælle, eller kun noget bestemt?"), required=False, max_length=200
    )
    purpose = forms.CharField(
        label=_("Hvorfor skal de vide det?"), max_length=200, help_text=_("F.eks. for at finde en bolig")
    )
    how = forms.ChoiceField(label=_("Hvordan sagde borgeren ja?"), widget=forms.RadioSelect, choices=How.choices)
    words = forms.CharField(
        label=_("Borgerens egne ord, eller hvor papiret ligger"), max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": _("Skriv, hvad borgeren sagde.")},
    )  # fmt: skip
    from_on = DanishDateField(label=_("Fra og med"), help_text=_("F.eks. i dag eller 1/1-27"))
    last_on = DanishDateField(
        label=_("Til og med"), required=False, near="future",
        help_text=_("Lad stå tomt, hvis det skal gælde, så længe et samtykke må"),
    )  # fmt: skip

    def __init__(self, *args: Any, recipients: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Vælg …")), (NO_PARTNER, _("En anden: familie, ven, læge …")), *recipients]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]
        self.fields["to_name"].required = self.data.get("to") == NO_PARTNER
        say_when_needed(
            self,
            {"to_name": _("når det er en anden"), "words": _("kan stå tomt, når det er på papir")},
        )
        self.fields["words"].required = self.data.get("how") != How.PAPER

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("to") not in (None, "", NO_PARTNER) and typed.get("to_name", "").strip():
            self.add_error(
                "to_name", _("Vælg ”En anden” ovenfor, eller lad feltet stå tomt. Et samtykke har én modtager.")
            )
        return typed

    @property
    def said(self) -> Said:
        typed = self.cleaned_data
        is_partner = typed["to"] != NO_PARTNER
        return Said(
            to_organisation_id=uuid.UUID(typed["to"]) if is_partner else None,
            **{name: typed[name] for name in self.fields if name != "to"},
        )
