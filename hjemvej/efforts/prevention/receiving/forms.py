"""What did they type about a signal that came by letter, phone or face to face? Validates, never saves."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.rules.choices import TYPED_IN, Children, HasHome, Sender
from hjemvej.efforts.prevention.rules.receiving import Sent
from hjemvej.platform.ui.forms import AmountField, DanishDateField, say_when_needed

if TYPE_CHECKING:
    from hjemvej.efforts.prevention.models import SignalKind

NOON = datetime.time(12)


def _choices(of: Iterable[Any]) -> list[tuple[str, Any]]:
    return [(one.value, one.label) for one in of]


class ReceiveSignal(forms.Form):
    """A letter, a call or a talk, as it came: which kind, from whom, about whom, and what it tells."""

    kind = forms.ChoiceField(label=_("Hvad er det?"), error_messages={"required": _("Vælg, hvad det er.")})
    sender_kind = forms.ChoiceField(
        label=_("Hvem kommer det fra?"), choices=[("", _("Vælg")), *_choices(Sender)],
        error_messages={"required": _("Vælg, hvem det kommer fra.")},
    )  # fmt: skip
    sender_name = forms.CharField(label=_("Afsenderens navn"), required=False, max_length=160)
    channel = forms.ChoiceField(label=_("Hvordan kom det?"), choices=_choices(TYPED_IN), widget=forms.RadioSelect)
    received_on = DanishDateField(label=_("Hvilken dag kom det?"), near="past", initial=_("i dag"))
    name = forms.CharField(
        label=_("Hvem handler det om?"), max_length=200, error_messages={"required": _("Skriv, hvem det handler om.")}
    )
    address = forms.CharField(label=_("Adresse"), required=False, max_length=200)
    born_on = DanishDateField(label=_("Fødselsdag"), near="past", required=False)
    cpr = forms.CharField(label=_("CPR-nummer"), required=False, max_length=20)
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=30)
    began_on = DanishDateField(label=_("Indsat eller indlagt den"), required=False)
    happens_on = DanishDateField(label=_("Dagen: fogeden, løsladelsen, udskrivningen"), required=False)
    has_home = forms.ChoiceField(
        label=_("Er der et hjem på dagen?"), choices=HasHome.choices, widget=forms.RadioSelect, initial="unknown",
        required=False, help_text=_("Ved løsladelse og udskrivning."),
    )  # fmt: skip
    contact = forms.CharField(
        label=_("Hvem kan vi ringe til hos afsenderen?"), required=False, max_length=160,
        help_text=_("Navn og telefon"),
    )  # fmt: skip
    demand_reached_on = DanishDateField(label=_("Påkravet nåede frem"), near="past", required=False)
    arose_on = DanishDateField(label=_("Lejen skulle være betalt"), near="past", required=False)
    amount = AmountField(label=_("Beløb"), required=False)
    children = forms.ChoiceField(
        label=_("Er der børn i hjemmet?"), choices=Children.choices, widget=forms.RadioSelect, initial="unknown"
    )
    is_crisis = forms.BooleanField(label=_("Det er en krise"), required=False)
    is_warm = forms.BooleanField(label=_("Afsenderen og borgeren talte med os sammen"), required=False)
    consent_on = DanishDateField(label=_("Hvilken dag sagde borgeren ja til det?"), near="past", required=False)
    consent_words = forms.CharField(label=_("Hvordan blev der sagt ja?"), required=False, max_length=200)
    words = forms.CharField(
        label=_("Afsenderens ord"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, kinds: Iterable["SignalKind"], **options: Any) -> None:
        super().__init__(*args, **options)
        listed = [(one.key, f"{one.title} ({one.paragraph})") for one in kinds]
        self.fields["kind"].choices = [("", _("Vælg")), *listed]  # type: ignore[attr-defined]
        say_when_needed(self, {"consent_on": _("skal skrives, når det er en udlejers bekymring")})

    def sent(self, now: datetime.datetime) -> Sent:
        """Return what was typed as a signal; one of another day than today came at noon."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("channel", "received_on")}
        said["has_home"] = said["has_home"] or HasHome.UNKNOWN
        on = self.cleaned_data["received_on"]
        noon = timezone.make_aware(datetime.datetime.combine(on, NOON))
        return Sent(**said, received_at=now if on == timezone.localdate(now) else noon)
