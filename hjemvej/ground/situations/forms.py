"""What did they type about where somebody sleeps, or about people seen outside?"""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from hjemvej.platform.ui.forms import DanishDateField, DanishPeriodField, DanishTimeField
from hjemvej.platform.ui.typed_dates import Period

from .rules import (
    AWAY,
    CERTAINTY_OF,
    HAS_A_HOME,
    HOMELESS,
    LEAVES_WITHIN,
    ONE_MONTH,
    Certainty,
    HeardFrom,
    Kind,
    Said,
    Stay,
)

Choices = list[tuple[Any, Any]]
OTHERS = frozenset(Kind) - HOMELESS - AWAY - HAS_A_HOME
MAY_BE_EXPECTED_TO_END = AWAY | LEAVES_WITHIN
KINDS: Choices = [
    (words, [(kind.value, kind.label) for kind in Kind if kind in kinds])
    for words, kinds in (
        (_("Uden egen bolig: tæller som hjemløshed hos VIVE"), HOMELESS),
        (_("Et andet sted for en tid: tæller ikke"), AWAY),
        (_("Med bolig: tæller ikke"), HAS_A_HOME),
        (_("Andet"), OTHERS),
    )
]
TELLS_OF_BEFORE = (HeardFrom.CITIZEN, HeardFrom.OTHERS, HeardFrom.PLACE)  # we cannot have seen it ourselves
CERTAINTY_OF_BEFORE: dict[str, str] = {
    HeardFrom.CITIZEN: Certainty.TOLD, HeardFrom.OTHERS: Certainty.HEARD, HeardFrom.PLACE: Certainty.HEARD,
}  # fmt: skip
FURTHEST_AHEAD = datetime.timedelta(days=62)


class RecordSituation(forms.Form):
    """Where does the citizen sleep now?"""

    kind = forms.ChoiceField(label=_("Hvor sover borgeren?"), widget=forms.RadioSelect, choices=KINDS)
    expected_until = DanishDateField(
        label=_("Hvornår ventes det at slutte?"),
        near="future",
        required=False,
        help_text=_("Løsladelse, udskrivning eller hjemrejse, hvis nogen ved det. Den dag spørger vi, hvad der skete."),
    )
    house_id = forms.ChoiceField(
        label=_("Hvilket sted?"), required=False, help_text=_("Når det er et forsorgshjem, en natcafé eller et hotel")
    )
    detail = forms.CharField(
        label=_("Hvor mere præcist?"),
        required=False,
        max_length=200,
        help_text=_("F.eks. ”kælderskakten ved Prøvevej”"),
    )
    from_on = DanishDateField(label=_("Fra hvilken nat?"), near="past")
    heard_from = forms.ChoiceField(label=_("Hvor ved vi det fra?"), widget=forms.RadioSelect, choices=HeardFrom.choices)
    who = forms.CharField(label=_("Hvem, eller hvordan?"), required=False, max_length=80)
    has_unusable_home = forms.BooleanField(
        label=_("Har egen bolig, som ikke kan bruges imens"), required=False,
        help_text=_("Kun på forsorgshjem eller herberg: opholdet tæller efter § 110, men ikke hos VIVE."),
    )  # fmt: skip
    unusable_home = forms.CharField(
        label=_("Hvorfor kan boligen ikke bruges?"), required=False, max_length=200,
        help_text=_("F.eks. ”brand i opgangen” eller ”tør ikke være der for naboen”"),
    )  # fmt: skip
    homeless_since = DanishPeriodField(
        label=_("I hjemløshed siden, før vi kendte borgeren?"), required=False,
        help_text=_("Så nøjagtigt, nogen husker det, f.eks. 2019, maj 2019 eller 3/5-19. Tomt: det ved vi ikke."),
    )  # fmt: skip
    since_heard_from = forms.ChoiceField(
        label=_("Hvem siger, hvornår det begyndte?"), required=False,
        choices=[("", _("Den samme som ovenfor")), *((one.value, one.label) for one in TELLS_OF_BEFORE)],
    )  # fmt: skip
    doubts_seen = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order: Sequence[str] = ("from_on", "kind")

    def __init__(self, *args: Any, houses: Iterable[tuple[str, str]], today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        for field in self.fields.values():
            if isinstance(field, DanishDateField | DanishPeriodField):
                field.today = today
        house = self.fields["house_id"]
        assert isinstance(house, forms.ChoiceField)  # noqa: S101
        house.choices = [("", _("Ikke valgt")), *houses]

    def clean_from_on(self) -> datetime.date:
        from_on: datetime.date = self.cleaned_data["from_on"]
        if from_on > self.today + FURTHEST_AHEAD:
            raise ValidationError(_("Det er mere end to måneder ude i fremtiden. Skriv en dag, der er nærmere."))
        return from_on

    def clean(self) -> dict[str, Any] | None:
        said = self.cleaned_data
        self._refuse_odd_end(said)
        self._refuse_odd_home(said)
        if said.get("homeless_since") and said.get("heard_from") and self._who_tells_of_before() is None:
            self.add_error("since_heard_from", _("Vælg, hvem der har sagt, hvornår hjemløsheden begyndte."))
        return super().clean()

    def _refuse_odd_home(self, said: dict[str, Any]) -> None:
        why = said.get("unusable_home", "").strip()
        if not (said.get("has_unusable_home") or why):
            return
        if said.get("kind") and said["kind"] != Kind.SHELTER:
            words = _(
                "Krydset hører til forsorgshjem eller herberg. Sover borgeren et andet sted, så lad det stå tomt."
            )
            self.add_error("has_unusable_home", words)
        elif not why:
            self.add_error("unusable_home", _("Skriv kort, hvorfor boligen ikke kan bruges."))

    def _who_tells_of_before(self) -> HeardFrom | None:
        who = self.cleaned_data.get("since_heard_from") or self.cleaned_data["heard_from"]
        return HeardFrom(who) if who in TELLS_OF_BEFORE else None

    @property
    def said_since(self) -> Said | None:
        """What was said of the time before we knew the citizen, once the form is valid."""
        who = self._who_tells_of_before()
        if not self.cleaned_data["homeless_since"] or who is None:
            return None
        return said_by(who, self.cleaned_data["homeless_since"])

    def _refuse_odd_end(self, said: dict[str, Any]) -> None:
        kind, from_on, expected = said.get("kind"), said.get("from_on"), said.get("expected_until")
        if not (kind and from_on and expected):
            return
        if kind not in MAY_BE_EXPECTED_TO_END:
            self.add_error("expected_until", _("Den dag hører til fængsel, indlæggelse og lignende. Lad den stå tom."))
        elif expected <= from_on:
            self.add_error("expected_until", _("Dagen skal ligge efter den første nat."))
        elif kind in LEAVES_WITHIN and expected > from_on + ONE_MONTH:
            instead = Kind.PRISON if kind == Kind.PRISON_RELEASE else Kind.HOSPITAL
            words = _("Det er mere end en måned efter den første nat. Vælg ”%(kind)s” i stedet.")
            self.add_error("expected_until", words % {"kind": instead.label})

    @property
    def stay(self) -> Stay:
        """What was said, once the form is valid."""
        said = self.cleaned_data
        heard_from = HeardFrom(said["heard_from"])
        with override(settings.LANGUAGE_CODE):  # what is remembered is said in the house's own language
            source = f"{heard_from.label}: {said['who']}" if said["who"] else str(heard_from.label)
        return Stay(
            kind=said["kind"],
            from_on=said["from_on"],
            until_on=said.get("until_on"),
            source=source[:120],
            certainty=CERTAINTY_OF[heard_from],
            house_id=uuid.UUID(said["house_id"]) if said["house_id"] else None,
            detail=said["detail"],
            expected_until=said["expected_until"],
            unusable_home=said["unusable_home"].strip(),
        )


def said_by(who: HeardFrom, period: Period) -> Said:
    with override(settings.LANGUAGE_CODE):
        return Said(period, str(who.label), CERTAINTY_OF_BEFORE[who])


class SayHomelessSince(forms.Form):
    """When did the homelessness begin, that goes on now?"""

    homeless_since = DanishPeriodField(
        label=_("Hvornår begyndte hjemløsheden?"), required=False,
        help_text=_("Så nøjagtigt, nogen husker det, f.eks. 2019, maj 2019 eller 3/5-19. Tomt: det ved vi ikke."),
    )  # fmt: skip
    heard_from = forms.ChoiceField(
        label=_("Hvem siger det?"), required=False, widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in TELLS_OF_BEFORE],
    )  # fmt: skip

    def __init__(self, *args: Any, today: datetime.date, is_told: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        since = self.fields["homeless_since"]
        assert isinstance(since, DanishPeriodField)  # noqa: S101
        since.today, since.required = today, not is_told  # what was told may be taken back

    def clean(self) -> dict[str, Any] | None:
        if self.cleaned_data.get("homeless_since") and not self.cleaned_data.get("heard_from"):
            self.add_error("heard_from", _("Vælg, hvem der har sagt, hvornår hjemløsheden begyndte."))
        return super().clean()

    @property
    def said(self) -> Said | None:
        """None: nobody knows after all."""
        period = self.cleaned_data["homeless_since"]
        return said_by(HeardFrom(self.cleaned_data["heard_from"]), period) if period else None


class CorrectSituation(RecordSituation):
    """What we believed of some nights was wrong."""

    until_on = DanishDateField(
        label=_("Til hvilken dag?"),
        near="past",
        required=False,
        help_text=_("Dagen, hvor noget andet begyndte. Lad den stå tom, hvis det stadig gælder."),
    )
    field_order = ("from_on", "until_on", "kind")

    def clean(self) -> dict[str, Any] | None:
        from_on, until_on = self.cleaned_data.get("from_on"), self.cleaned_data.get("until_on")
        if from_on and until_on and until_on <= from_on:
            self.add_error("until_on", _("Dagen skal ligge efter den første nat."))
        return super().clean()


class CountOnStreet(forms.Form):
    """How many people sleep outside here, whom we don't know?"""

    people = forms.IntegerField(
        label=_("Hvor mange mennesker?"),
        min_value=1,
        max_value=500,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    where = forms.CharField(label=_("Hvor?"), max_length=200, help_text=_("F.eks. ”trappen bag Prøve Station”"))
    seen_on = DanishDateField(label=_("Hvilken dag?"), near="past")
    seen_time = DanishTimeField(label=_("Hvad var klokken?"))
    signs = forms.CharField(
        label=_("Hvad så du?"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("F.eks. soveposer, telt, hund. Skriv ikke navne, og intet, man kan kende nogen på."),
    )

    key = forms.CharField(required=False, widget=forms.HiddenInput)  # a phone without signal may send twice

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        seen_on = self.fields["seen_on"]
        assert isinstance(seen_on, DanishDateField)  # noqa: S101
        seen_on.today = today

    def clean_key(self) -> uuid.UUID | None:
        key = self.cleaned_data["key"]
        return uuid.uuid5(uuid.NAMESPACE_OID, key) if key else None

    def clean_seen_on(self) -> datetime.date:
        seen_on: datetime.date = self.cleaned_data["seen_on"]
        if seen_on > self.today:
            raise ValidationError(_("Det er i fremtiden. Skriv den dag, du så dem."))
        if seen_on < self.today - datetime.timedelta(days=366):
            raise ValidationError(_("Det er mere end et år siden. Er årstallet rigtigt?"))
        return seen_on


class KnownOn(forms.Form):
    """What did we know on a day?"""

    kendt = DanishDateField(label=_("Hvad vidste vi den …"), near="past", required=False)
