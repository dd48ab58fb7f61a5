"""What did they type about a letter, its receipt, or a template?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField, say_when_needed

from . import queries

LONGEST = 20_000
MARKS = _("En linje med # foran er en overskrift, en linje med - foran er et punkt, og en tom linje skiller afsnit.")


class BeginLetter(forms.Form):
    """What is the letter for?"""

    kind = forms.ChoiceField(label=_("Hvad er brevet til?"), widget=forms.RadioSelect, choices=queries.kinds_by_staff)


class LetterText(forms.CharField):
    """A letter's text, its empty lines kept; spaces alone are no text."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        return text if text.strip() else ""


class WriteLetter(forms.Form):
    """The words of a letter, and how it is to reach the citizen."""

    heading = forms.CharField(
        label=_("Overskrift: svaret først"), max_length=400,
        error_messages={"required": _("Skriv brevets svar som overskrift.")},
    )  # fmt: skip
    text = LetterText(
        label=_("Brevet"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 18}), help_text=MARKS, strip=False
    )
    channel = forms.ChoiceField(label=_("Hvordan får borgeren det?"), choices=queries.CHANNELS)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, because: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["channel"].help_text = because


class RecordReceipt(forms.Form):
    """When and how did the citizen get it?"""

    on = DanishDateField(label=_("Hvilken dag fik borgeren det?"), near="past")
    reached_by = forms.ChoiceField(label=_("Hvordan?"), widget=forms.RadioSelect, choices=queries.CHANNELS)
    note = forms.CharField(
        label=_("Hvor, eller hvem fortalte det?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("F.eks. ”læst højt; hun spurgte til fristen”."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_when_needed(self, {"note": _("skal skrives, når det er sagt mundtligt")})


class WriteTemplate(forms.Form):
    """A team's own words for a kind of letter, from a day."""

    heading = forms.CharField(label=_("Overskrift"), max_length=200)
    text = LetterText(
        label=_("Teksten"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 22}), help_text=MARKS, strip=False
    )
    from_on = DanishDateField(label=_("Gælder fra"), near="future")
