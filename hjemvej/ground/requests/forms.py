"""What did they type about a request and its answer?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField, say_when_needed

from .rules import ANSWERS, CHANNELS, How, Kind

LONGEST = 20_000


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


AS_A_CITIZEN_SAYS_IT = [  # with the law's own word after
    (Kind.OWN_CASE.value, _("”Jeg vil se papirerne i min sag” (aktindsigt i egen sag)")),
    (Kind.INSIGHT.value, _("”Hvad har I skrevet om mig?” (indsigt i egne oplysninger)")),
    (Kind.DOCUMENTS.value, _("En anden end borgeren vil se papirer (aktindsigt)")),
    (Kind.CORRECT.value, _("”Det, der står, er forkert” (rettelse)")),
    (Kind.ERASE.value, _("”Slet det” (sletning)")),
    (Kind.OBJECT.value, _("”Lad være med at bruge det” (indsigelse)")),
]


class ReceiveRequest(forms.Form):
    """Who asks for what, when and how?"""

    kind = forms.ChoiceField(
        label=_("Hvad bliver der bedt om?"), widget=forms.RadioSelect, choices=AS_A_CITIZEN_SAYS_IT,
        help_text=_("Er du i tvivl mellem de to første, så vælg aktindsigt: den skal besvares hurtigst."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Med egne ord"), max_length=LONGEST, widget=_text(4),
        error_messages={"required": _("Skriv, hvad der bliver bedt om, med egne ord.")},
    )  # fmt: skip
    asked_by = forms.CharField(
        label=_("Hvis det ikke er borgeren selv: hvem?"), required=False, max_length=120,
        help_text=_("F.eks. bisidder med fuldmagt"),
    )  # fmt: skip
    how = forms.ChoiceField(label=_("Hvordan kom den?"), widget=forms.RadioSelect, choices=How.choices)
    received_on = DanishDateField(label=_("Hvilken dag?"), near="past")


class ExtendRequest(forms.Form):
    """Why does it take longer, and when and how did the citizen hear it?"""

    because = forms.CharField(label=_("Hvorfor tager det længere tid?"), max_length=2000, widget=_text(2))
    told_on = DanishDateField(label=_("Hvilken dag er det fortalt?"), near="past")
    told_by = forms.ChoiceField(label=_("Hvordan?"), widget=forms.RadioSelect, choices=CHANNELS)
    until_on = DanishDateField(label=_("Hvilken dag kommer svaret?"), near="future", required=False)

    def __init__(self, *args: object, the_law_says_when: bool, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        if the_law_says_when:
            del self.fields["until_on"]
        else:
            say_when_needed(self, {"until_on": _("skal skrives")})  # the action says after which day


class AnswerRequest(forms.Form):
    """Yes or no, in words, and how it reached the citizen."""

    outcome = forms.ChoiceField(
        label=_("Hvad er svaret?"), widget=forms.RadioSelect, choices=[(each.value, each.label) for each in ANSWERS]
    )
    answer = forms.CharField(
        label=_("Svaret, som modtageren får det"),
        max_length=LONGEST,
        widget=_text(4),
        error_messages={"required": _("Skriv, hvad der er svaret.")},
    )
    reasons = forms.CharField(label=_("Begrundelse"), required=False, max_length=LONGEST, widget=_text(3))
    reached_by = forms.ChoiceField(
        label=_("Hvordan er svaret nået frem?"), widget=forms.RadioSelect, choices=CHANNELS,
        error_messages={"required": _("Vælg, hvordan svaret er nået frem.")},
    )  # fmt: skip

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        say_when_needed(self, {"reasons": _("skal skrives, når svaret ikke er ja til det hele")})


class StopErasure(forms.Form):
    """Why is nothing erased after all?"""

    because = forms.CharField(label=_("Hvorfor skal det ikke slettes alligevel?"), max_length=2000, widget=_text(2))


class WithdrawRequest(forms.Form):
    """What was said?"""

    words = forms.CharField(label=_("Hvad blev der sagt?"), max_length=2000, widget=_text(2))
