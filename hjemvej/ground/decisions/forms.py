"""What did they type about a decision, its receipt, and a complaint?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField, say_when_needed

from .actions import Written
from .rules import CHANNELS, BoardSays, Granted, How, Reassessed

LONGEST = 20_000


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


# What an empty part of a draft is needed for: it can be saved without, and not be sent.
NEEDED = {
    **dict.fromkeys(("basis_key", "granted"), _("vælges, før den sendes")),
    **dict.fromkeys(("decided", "reasons"), _("skrives, før den sendes")),
    **dict.fromkeys(("hearing_about", "hearing_sent_on"), _("når borgeren høres")),
    "hearing_answer": _("når svaret er kommet"),
    "no_hearing_because": _("i stedet for høring"),
}


class WriteDecision(forms.Form):
    """A decision; only the title must be there to save it."""

    title = forms.CharField(
        label=_("Hvad handler den om?"), max_length=200, help_text=_("F.eks. bostøtte i egen bolig"),
        error_messages={"required": _("Skriv kort, hvad afgørelsen handler om.")},
    )  # fmt: skip
    basis_key = forms.ChoiceField(label=_("Hvilken paragraf?"), required=False)
    asked_for = forms.CharField(
        label=_("Hvad har borgeren bedt om?"), required=False, max_length=LONGEST, widget=_text(2)
    )
    granted = forms.ChoiceField(
        label=_("Får borgeren det?"), required=False, widget=forms.RadioSelect, choices=Granted.choices
    )
    decided = forms.CharField(label=_("Hvad er afgjort?"), required=False, max_length=LONGEST, widget=_text(3))
    reasons = forms.CharField(
        label=_("Begrundelse"), required=False, max_length=LONGEST, widget=_text(6),
        help_text=_("Hvilke regler og hvilke oplysninger har vi lagt vægt på? Skriv til borgeren (FVL §§ 22-24)."),
    )  # fmt: skip
    complaint_text = forms.CharField(
        label=_("Hvordan klager borgeren?"), required=False, max_length=LONGEST, widget=_text(4),
        help_text=_("Lad stå tomt, så skriver Hjemvej den vejledning, der hører til paragraffen (FVL § 25)."),
    )  # fmt: skip
    hearing_about = forms.CharField(
        label=_("Hvad er borgeren hørt om?"), required=False, max_length=LONGEST, widget=_text(3),
        help_text=_("Det, der taler imod, og som borgeren ikke kendte (FVL § 19)."),
    )  # fmt: skip
    hearing_sent_on = DanishDateField(label=_("Sendt hvilken dag?"), required=False, near="past")
    hearing_until_on = DanishDateField(
        label=_("Svar senest"), required=False, near="future", help_text=_("Tomt: så længe, vi plejer at give")
    )
    hearing_answer = forms.CharField(
        label=_("Hvad svarede borgeren?"), required=False, max_length=LONGEST, widget=_text(3)
    )
    no_hearing_because = forms.CharField(
        label=_("Hvis borgeren ikke er hørt: hvorfor ikke?"), required=False, max_length=LONGEST, widget=_text(2),
        help_text=_("F.eks. at borgeren selv har givet alle oplysningerne."),
    )  # fmt: skip

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bases: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["basis_key"].choices = [("", _("Vælg …")), *bases]  # type: ignore[attr-defined]
        say_when_needed(self, NEEDED)

    @property
    def written(self) -> Written:
        return Written(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class RecordReceipt(forms.Form):
    """When and how did the citizen get the decision?"""

    received_on = DanishDateField(label=_("Hvilken dag fik borgeren den?"), near="past")
    reached_by = forms.ChoiceField(label=_("Hvordan?"), widget=forms.RadioSelect, choices=CHANNELS)
    note = forms.CharField(
        label=_("Hvor, eller hvem læste højt?"), required=False, max_length=2000, widget=_text(2),
        help_text=_("F.eks. ”lagt i mappen på værestedet”."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        say_when_needed(self, {"note": _("skal skrives, når den er læst højt")})


class MendReceipt(RecordReceipt):
    """The day was another, or the way; and why it is mended."""

    why = forms.CharField(label=_("Hvorfor rettes det?"), max_length=300)


class WriteNote(forms.Form):
    """Something of weight for the decision."""

    text = forms.CharField(label=_("Hvad skal huskes?"), max_length=LONGEST, widget=_text(3))
    own_words = forms.CharField(label=_("Med borgerens egne ord"), required=False, max_length=LONGEST, widget=_text(2))


class ReceiveComplaint(forms.Form):
    """What did the citizen say, when, and how?"""

    words = forms.CharField(
        label=_("Hvad siger borgeren? Skriv det med borgerens egne ord"), max_length=LONGEST, widget=_text(5),
        error_messages={"required": _("Skriv klagen med borgerens egne ord.")},
    )  # fmt: skip
    how = forms.ChoiceField(label=_("Hvordan kom klagen?"), widget=forms.RadioSelect, choices=How.choices)
    received_on = DanishDateField(label=_("Hvilken dag?"), near="past")


class MaintainComplaint(forms.Form):
    """Why do we keep to the decision, and to all of it?"""

    outcome = forms.ChoiceField(
        label=_("Hvad er vi nået frem til?"), widget=forms.RadioSelect,
        choices=[(each.value, each.label) for each in (Reassessed.MAINTAINED, Reassessed.PARTLY)],
    )  # fmt: skip
    reasons = forms.CharField(
        label=_("Hvorfor?"), max_length=LONGEST, widget=_text(4),
        help_text=_("Borgeren og Ankestyrelsen læser det."),
        error_messages={"required": _("Skriv, hvorfor vi fastholder: borgeren og Ankestyrelsen læser det.")},
    )  # fmt: skip


class WithdrawComplaint(forms.Form):
    """What did the citizen say?"""

    words = forms.CharField(label=_("Hvad sagde borgeren?"), max_length=2000, widget=_text(2))


class WriteBoardAnswer(forms.Form):
    """What did Ankestyrelsen answer, and when?"""

    says = forms.ChoiceField(
        label=_("Hvad er Ankestyrelsen nået frem til?"), widget=forms.RadioSelect, choices=BoardSays.choices
    )
    answered_on = DanishDateField(label=_("Hvilken dag kom svaret?"), near="past")
    words = forms.CharField(label=_("Hvad svarede Ankestyrelsen, kort?"), max_length=LONGEST, widget=_text(3))
