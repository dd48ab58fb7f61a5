"""What did they type about a home for a citizen: why, what was told, the answer, and what a landlord is told?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.housing_first.rules import How
from hjemvej.platform.ui.forms import ComingDayField, DanishDateField, say_when_needed

LONGEST = 4000


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class OfferHome(forms.Form):
    """Why this home, until when, and whether another citizen is offered it too."""

    because = forms.CharField(
        label=_("Hvorfor netop denne bolig?"), max_length=LONGEST, widget=_text(3),
        help_text=_("Borgeren kan læse det. Et ja må aldrig kræve arbejde eller behandling."),
        error_messages={"required": _("Skriv, hvorfor netop denne bolig til denne borger.")},
    )  # fmt: skip
    answer_by_on = ComingDayField(label=_("Hvornår skal borgeren senest svare?"))
    shared_words = forms.CharField(
        label=_("En anden borger har fået boligen tilbudt. Hvordan er det sagt til dem begge?"), max_length=300,
    )  # fmt: skip

    def __init__(self, *args: Any, is_offered: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_offered:
            del self.fields["shared_words"]


class ShowOffer(forms.Form):
    how = forms.ChoiceField(label=_("Hvordan fik borgeren det at vide?"), widget=forms.RadioSelect, choices=How.choices)
    shown_on = DanishDateField(label=_("Hvilken dag?"), near="past")


class RecordViewing(forms.Form):
    seen_on = DanishDateField(label=_("Hvilken dag så borgeren boligen?"), near="past")


class AnswerHome(forms.Form):
    """Yes or no, in the citizen's own words."""

    YES, NO = "yes", "no"
    answer = forms.ChoiceField(
        label=_("Hvad svarede borgeren?"), widget=forms.RadioSelect, choices=[(YES, _("Ja tak")), (NO, _("Nej tak"))],
        error_messages={"required": _("Vælg borgerens svar.")},
    )  # fmt: skip
    words = forms.CharField(
        label=_("Med borgerens egne ord"), required=False, max_length=LONGEST, widget=_text(3),
        help_text=_("Et nej koster ikke borgeren noget. Ordene bliver til et ønske."),
    )  # fmt: skip
    answered_on = DanishDateField(label=_("Hvilken dag?"), near="past")

    def __init__(self, *args: Any, said_yes: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        say_when_needed(self, {"words": _("skal skrives ved et nej")})
        if said_yes:  # all that can still be answered
            self.fields["answer"].choices = [(self.NO, _("Nej tak alligevel"))]  # type: ignore[attr-defined]


class FallAway(forms.Form):
    """The home is lost: by the day, or by the landlord."""

    what = forms.ChoiceField(
        label=_("Hvad skete der?"), widget=forms.RadioSelect,
        choices=[
            ("lapsed", _("Svaret kom ikke i tide")), ("gone", _("Boligorganisationen har taget boligen tilbage")),
            ("mistake", _("Tilbuddet var en fejl; boligen er stadig ledig")),
        ],
    )  # fmt: skip
    why = forms.CharField(label=_("Kort hvorfor"), max_length=2000, widget=_text(2))

    def __init__(self, *args: Any, said_yes: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        what: Any = self.fields["what"]
        what.choices = [one for one in what.choices if not (said_yes and one[0] == "lapsed")]


class ShareOffer(forms.Form):
    shared_words = forms.CharField(label=_("Hvordan fik borgeren at vide, at en anden også spørges?"), max_length=300)


class ArrangeOutside(forms.Form):
    how = forms.CharField(
        label=_("Hvem aftaler hvad med boligorganisationen, og hvordan?"), max_length=LONGEST, widget=_text(3)
    )


class TellLandlord(forms.Form):
    """By which consent, and in which words."""

    consent = forms.ChoiceField(label=_("Borgeren har sagt ja"), widget=forms.RadioSelect)
    told = forms.CharField(
        label=_("Det får boligorganisationen at vide"), max_length=1000, widget=_text(3),
        help_text=_("Kun det, en lejekontrakt kræver."),
    )  # fmt: skip

    def __init__(self, *args: Any, consents: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["consent"].choices = list(consents)  # type: ignore[attr-defined]


class SayWish(forms.Form):
    words = forms.CharField(
        label=_("Hvad ønsker borgeren sig af en bolig? Med egne ord"), max_length=LONGEST, widget=_text(3)
    )
    said_on = DanishDateField(label=_("Hvilken dag blev det sagt?"), near="past")
