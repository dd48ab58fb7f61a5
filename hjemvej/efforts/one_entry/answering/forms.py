"""What did they type as an answer or a question? Validates, never saves; nothing typed is lost."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.one_entry.forms import words_field


class AskBack(forms.Form):
    question = words_field(_("Hvad vil du spørge om?"), 2, limit=1000, hint=_("Det ses af den, der spurgte."))


class AnswerInquiry(forms.Form):
    """The citizen may have any answer; others one of three sentences, and more only by a consent or a paragraph."""

    standard = forms.ChoiceField(
        label=_("Svar"), widget=forms.RadioSelect, error_messages={"required": _("Vælg et svar.")}
    )
    ground = forms.ChoiceField(
        label=_("Må vi fortælle mere?"), widget=forms.RadioSelect, required=False, error_messages={
            "invalid_choice": _(
                "Det må vi ikke fortælle: Samtykket gælder ikke mere, eller der er ingen hjemmel til den modtager."
                " Din tekst står her endnu."
            ),
        },
    )  # fmt: skip
    text = words_field(_("Svar"), 3, required=False, limit=2000)
    by_mail = forms.BooleanField(required=False)

    def __init__(
        self,
        *args: Any,
        tells_everything: bool,
        sentences: Sequence[tuple[str, str]],
        suggested: str,
        grounds: Sequence[tuple[str, str]] = (),
        address: str = "",
        wants_answer: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["by_mail"].label = _("Send svaret som e-mail til %(address)s") % {"address": address}
        self.fields["by_mail"].initial = wants_answer
        if not address:
            del self.fields["by_mail"]
        self.tells_everything = tells_everything
        if tells_everything:
            del self.fields["standard"], self.fields["ground"]
            self.fields["text"].required = True
            self.fields["text"].initial = suggested
            return
        self.fields["standard"].choices = list(sentences)  # type: ignore[attr-defined]
        self.fields["standard"].initial = suggested
        if grounds or str(self.data.get("text", "")).strip():  # what was typed stays when its consent is withdrawn
            self.fields["ground"].choices = [("", _("Nej, kun det faste svar")), *grounds]  # type: ignore[attr-defined]
            self.fields["ground"].initial = ""
            self.fields["text"].label = _("Det, vi fortæller mere")
        else:
            del self.fields["ground"], self.fields["text"]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        text = typed.get("text", "").strip()
        if self.tells_everything:
            typed["answer"], typed["more"] = text, ""
            return typed
        typed["answer"], typed["more"] = typed.get("standard", ""), text
        if "ground" not in self.fields:
            return typed
        if text and not typed.get("ground") and "ground" not in self.errors:
            self.add_error("ground", _("Vælg, hvorfor vi må fortælle det. Din tekst står her endnu."))
        if typed.get("ground") and not text and "text" not in self.errors:
            self.add_error("text", _("Skriv, hvad vi fortæller, eller vælg det faste svar alene."))
        return typed
