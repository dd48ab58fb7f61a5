"""What did they type about goals, small steps, verdicts and strengths?"""

import uuid
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import ComingDayField, DanishDateField, say_when_needed

from .actions.goals import SaidStep
from .dimensions import LifeDimension
from .rules.goals import Outcome, Who

if TYPE_CHECKING:
    from .models import Verdict

LONGEST = 4000
NOT_ABOUT_ONE = ("", _("Ingen bestemt"))


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ChangeGoal(forms.Form):
    """The citizen's words, and which part of life they are about, if any."""

    words = forms.CharField(
        label=_("Hvad vil borgeren gerne?"), max_length=LONGEST, widget=text_area(3),
        help_text=_("Borgerens egne ord, som de blev sagt."),
        error_messages={"required": _("Skriv, hvad borgeren gerne vil, med borgerens egne ord.")},
    )  # fmt: skip
    dimension = forms.ChoiceField(
        label=_("Hvilken del af livet handler det om?"), required=False,
        choices=[NOT_ABOUT_ONE, *LifeDimension.choices],
    )  # fmt: skip


class AddGoal(ChangeGoal):
    """A goal, and the day it was said."""

    said_on = DanishDateField(label=_("Hvornår blev det sagt?"), near="past")


class AddStep(forms.Form):
    """The next small step: what, who, by when."""

    what = forms.CharField(
        label=_("Hvad er det næste lille skridt?"), max_length=160, help_text=_("F.eks. ”Ringe til lægen sammen”"),
        error_messages={"required": _("Skriv, hvad det næste lille skridt er.")},
    )  # fmt: skip
    who = forms.ChoiceField(label=_("Hvem gør det?"), choices=Who.choices, widget=forms.RadioSelect)
    worker = forms.ChoiceField(label=_("Hvem af os?"), required=False)
    who_words = forms.CharField(label=_("Hvem ellers?"), max_length=80, required=False)
    by_on = ComingDayField(label=_("Hvornår?"), required=False)

    def __init__(self, *args: Any, colleagues: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].choices = [*colleagues]  # type: ignore[attr-defined]
        say_when_needed(
            self,
            {"worker": _("kun når det er en af os"), "who_words": _("kun når det er en anden"),
             "by_on": _("skal skrives, når det er en af os")},
        )  # fmt: skip

    @property
    def said(self) -> SaidStep:
        typed = self.cleaned_data
        worker = uuid.UUID(typed["worker"]) if typed["worker"] else None
        return SaidStep(typed["what"], typed["who"], worker, typed["who_words"], typed["by_on"])


class CloseStep(forms.Form):
    """Was the step taken, and how did it go?"""

    outcome = forms.ChoiceField(label=_("Hvordan gik det?"), choices=Outcome.choices)
    outcome_words = forms.CharField(label=_("Hvordan gik det?"), required=False, max_length=LONGEST)


class SayVerdict(forms.Form):
    """What does the citizen say of the goal?"""

    answer = forms.ChoiceField(
        label=_("Hvad siger borgeren selv?"), widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad borgeren siger.")},
    )  # fmt: skip
    words = forms.CharField(label=_("Med borgerens egne ord"), required=False, max_length=LONGEST, widget=text_area(2))
    said_on = DanishDateField(label=_("Hvornår blev det sagt?"), near="past")

    def __init__(self, *args: Any, answers: "Sequence[Verdict.Answer]", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].choices = [(each.value, each.label) for each in answers]  # type: ignore[attr-defined]


class WriteStrengths(forms.Form):
    """What is the citizen good at, and what has worked before?"""

    good_at = forms.CharField(
        label=_("Det er jeg god til"), required=False, max_length=LONGEST, widget=text_area(3),
        help_text=_("Med borgerens egne ord."),
    )  # fmt: skip
    has_worked = forms.CharField(
        label=_("Det har virket før"), required=False, max_length=LONGEST, widget=text_area(3),
        help_text=_("F.eks. hvad der hjalp sidste gang, og hvad der ikke gjorde."),
    )  # fmt: skip
    said_on = DanishDateField(label=_("Hvornår blev det sagt?"), near="past")
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)
