"""What was typed about the night after a signal's day? Validates, never saves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.rules.nights import Answer


class AnswerNight(forms.Form):
    answer = forms.ChoiceField(label=_("Hvor sover borgeren?"), choices=Answer.choices, widget=forms.RadioSelect,
                               error_messages={"required": _("Vælg, hvor borgeren sover.")})  # fmt: skip
    words = forms.CharField(
        label=_("Hvad er aftalt, og med hvem?"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
