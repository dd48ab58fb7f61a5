"""What did they type about the offer? The citizen's words first; validates, never saves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.housing_first.actions import Said
from hjemvej.efforts.housing_first.rules import Answer, How, OtherForm
from hjemvej.platform.ui.forms import ComingDayField, DanishDateField, say_when_needed

THINKING = "thinking"
LONGEST = 2000


class AnswerOffer(forms.Form):
    """What did the citizen say, on which day, and when do we ask again?"""

    words = forms.CharField(
        label=_("Hvad sagde borgeren, med egne ord?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )  # fmt: skip
    answer = forms.ChoiceField(
        label=_("Hvad er svaret?"), widget=forms.RadioSelect, choices=Answer.choices,
        help_text=_("Et nej har ingen følger. Vi spørger igen den dag, I aftaler."),
        error_messages={"required": _("Vælg, hvad svaret er.")},
    )  # fmt: skip
    other_form = forms.ChoiceField(
        label=_("Hvilken anden boform?"), required=False, choices=[("", _("Vælg …")), *OtherForm.choices]
    )
    ask_again_on = ComingDayField(label=_("Hvornår spørger vi igen?"), required=False)
    answered_on = DanishDateField(label=_("Hvilken dag svarede borgeren?"), near="past")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_when_needed(
            self,
            {
                "words": _("skal skrives, når borgeren har svaret"),
                "other_form": _("når borgeren vil have en anden boform først"),
                "ask_again_on": _("når svaret ikke er ja; tomt: efter vores servicemål"),
            },
        )

    @property
    def said(self) -> Said:
        typed = self.cleaned_data
        answer = "" if typed["answer"] == THINKING else typed["answer"]
        return Said(answer, typed["words"], typed["other_form"], typed["ask_again_on"], typed.get("answered_on"))


class OfferHousingFirst(AnswerOffer):
    """The offer and its answer in one conversation; the citizen may also think it over."""

    how = forms.ChoiceField(label=_("Hvordan blev det tilbudt?"), widget=forms.RadioSelect, choices=How.choices)
    offered_on = DanishDateField(label=_("Hvilken dag?"), near="past")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["answered_on"]  # the same day
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            *Answer.choices, (THINKING, _("Har ikke svaret endnu"))
        ]  # fmt: skip


class CorrectOffer(AnswerOffer):
    """The offer as it was."""

    how = forms.ChoiceField(label=_("Hvordan blev det tilbudt?"), widget=forms.RadioSelect, choices=How.choices)
    offered_on = DanishDateField(label=_("Hvilken dag blev det tilbudt?"), near="past")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answered_on"].required = False
        say_when_needed(self, {"answered_on": _("når borgeren har svaret")})
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            *Answer.choices, (THINKING, _("Har ikke svaret endnu"))
        ]  # fmt: skip


class PutOffOffer(forms.Form):
    """Why not today, what is waited for, and when do we look again?"""

    why = forms.CharField(
        label=_("Hvorfor er Housing First ikke tilbudt endnu?"), max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv, hvorfor det ikke er tilbudt endnu.")},
    )  # fmt: skip
    waits_for = forms.CharField(
        label=_("Hvad venter vi på?"), max_length=120, help_text=_("F.eks. at borgeren bliver udskrevet"),
        error_messages={"required": _("Skriv, hvad vi venter på.")},
    )  # fmt: skip
    look_again_on = ComingDayField(label=_("Hvornår ser vi på det igen?"))
