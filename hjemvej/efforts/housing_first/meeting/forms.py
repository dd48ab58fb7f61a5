"""What did they type at a housing meeting? Who is there, and who gets a home instead of the one proposed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

CHOOSE = _("Vælg en regel.")


class BeginMeeting(forms.Form):
    present = forms.CharField(
        label=_("Hvem er med?"), max_length=300, help_text=_("Navne eller enheder: det står i referatet."),
        error_messages={"required": _("Skriv, hvem der er med til mødet.")},
    )  # fmt: skip


class TryRule(forms.Form):
    """Another figure for a rule, or the rule left out; nothing is saved."""

    regel = forms.ChoiceField(label=_("Hvilken regel?"), error_messages={"required": CHOOSE, "invalid_choice": CHOOSE})
    tal = forms.IntegerField(
        label=_("Hvilket tal i stedet?"), required=False, min_value=0, max_value=99,
        widget=forms.NumberInput(attrs={"class": "is-short"}), help_text=_("Tomt: prøv helt uden reglen"),
    )  # fmt: skip

    def __init__(self, *args: Any, rules: Sequence[tuple[str, str, bool]], **options: Any) -> None:
        """Give each rule's key, its words, and whether it has a figure."""
        super().__init__(*args, **options)
        self.has_figure = {key: has_figure for key, _words, has_figure in rules}
        field = self.fields["regel"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type alone
        field.choices = [("", _("Vælg …")), *((key, words) for key, words, _has_figure in rules)]

    def clean(self) -> dict[str, Any]:
        super().clean()
        rule = self.cleaned_data.get("regel")
        if rule and self.cleaned_data.get("tal") is not None and not self.has_figure[rule]:
            self.add_error("tal", _("Den regel har intet tal. Lad feltet stå tomt for at prøve helt uden den."))
        return self.cleaned_data


class DecideHome(forms.Form):
    """Another than proposed, or nobody, with the reason."""

    NOBODY = "nobody"
    person = forms.ChoiceField(
        label=_("Hvem skal have boligen tilbudt?"), widget=forms.RadioSelect,
        error_messages={"required": _("Vælg en borger, eller ingen nu.")},
    )  # fmt: skip
    because = forms.CharField(
        label=_("Hvorfor?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Det står i referatet. Om borgeren kan borgeren selv læse det."),
        error_messages={"required": _("Skriv hvorfor.")},
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type alone
        field.choices = [*people, (self.NOBODY, _("Ingen nu"))]
