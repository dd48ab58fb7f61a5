"""What did they type about a person? Checked here, saved by the actions."""

import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField

from . import cpr, queries, rules

NO_BROWSER_MEMORY = {"autocomplete": "off"}


def text(label: Any, length: int = 200, *, hint: Any = "", required: bool = False, **attrs: Any) -> forms.CharField:
    """A line of text that the browser does not remember: it is about somebody else."""
    widget = forms.TextInput(attrs={**NO_BROWSER_MEMORY, **attrs})
    return forms.CharField(label=label, max_length=length, help_text=hint, required=required, widget=widget)


def born() -> forms.CharField:
    return text(_("Født eller alder"), 60, hint=_("F.eks. 3/4-1971, 1971 eller ca. 45 år"))


class AboutBirth(forms.Form):
    """A form in which a birth is typed in one field, and turned into a day or a year."""

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_born(self) -> rules.Born:
        try:
            return rules.read_born(self.cleaned_data["born"], self.today)
        except rules.BornNotUnderstood as problem:
            raise ValidationError(str(problem)) from None

    def clean_cpr(self) -> str:
        typed: str = "" if self.data.get("without_number") else self.cleaned_data["cpr"]
        try:
            return cpr.parse(typed, self.today) if typed.strip() else ""
        except cpr.ImpossibleCpr as problem:
            raise ValidationError(str(problem)) from None

    @property
    def may_be_saved_without_number(self) -> bool:
        """Was the number refused, and nothing about the number itself wrong?"""
        return any(self.has_error("cpr", refusal) for refusal in ("NumberMayBeElsewhere", "TooManyNumbers"))


class CreatePerson(AboutBirth):
    """Who is new here? A name, or words for whom we mean."""

    given_names = text(_("Fornavn"), 120)
    surname = text(_("Efternavn"), 120)
    description = text(
        _("Hvem er det, hvis navnet ikke er kendt?"), hint=_("F.eks. ”ukendt mand, stationen, grøn jakke”")
    )
    born = born()
    sex = forms.ChoiceField(label=_("Køn"), choices=queries.SEXES, initial="unknown", required=False)
    cpr = text(_("CPR-nummer"), 20, hint=_("Gemmes krypteret. Kan også være et erstatningsnummer."))
    language = text(_("Sprog"), 40)
    animals = text(_("Dyr"), hint=_("F.eks. ”hunden Fiktiv”: det afgør, hvor der kan soves"))
    has_no_permanent_stay = forms.BooleanField(label=_("Har ikke fast ophold i Danmark"), required=False)
    protection = forms.ChoiceField(label=_("Beskyttelse"), choices=queries.PROTECTIONS, initial="none", required=False)
    is_new = forms.BooleanField(label=_("Det er ingen af dem, vi kender: opret en ny"), required=False)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not any((said.get(name) or "").strip() for name in ("given_names", "surname", "description")):
            self.add_error("given_names", _("Skriv et navn, eller beskriv hvem det er."))
        return said


class EditPerson(AboutBirth):
    """What stands of the person themselves."""

    description = text(_("Beskrivelse"), hint=_("Så vi ved, hvem vi mener"))
    born = born()
    cpr = text(_("Nyt CPR-nummer"), 20, hint=_("Lad stå tomt for at beholde det, vi har"))
    sex = forms.ChoiceField(label=_("Køn"), choices=queries.SEXES, required=False)
    language = text(_("Sprog"), 40)
    needs_interpreter = forms.BooleanField(label=_("Har brug for tolk"), required=False)
    accessibility_needs = text(_("Særlige behov"), 300, hint=_("F.eks. kørestol, hører dårligt, kan ikke læse"))
    animals = text(_("Dyr"))
    citizenship = text(_("Statsborgerskab"), 60)
    has_no_permanent_stay = forms.BooleanField(label=_("Har ikke fast ophold i Danmark"), required=False)

    def __init__(self, *args: Any, is_nameless: bool, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        self.fields["description"].required = is_nameless


class LearnName(forms.Form):
    """What is the person's name?"""

    given_names = text(_("Fornavn"), 120)
    surname = text(_("Efternavn"), 120)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not (said.get("given_names") or said.get("surname")):
            self.add_error("given_names", _("Skriv mindst ét navn."))
        return said


class AddAlias(forms.Form):
    """What else is the person called?"""

    name = text(_("Kaldes også"), required=True, hint=_("Et kaldenavn, et tidligere navn eller en anden stavemåde"))


class AddContactWay(forms.Form):
    """How is the person reached?"""

    kind = forms.ChoiceField(label=_("Hvordan?"), choices=queries.WAYS)
    value = text(
        _("Nummer, adresse eller sted"), required=True, hint=_("F.eks. 00 00 00 00, eller ”Kafé Eksempel, formiddag”")
    )
    note = text(_("Bemærkning"), hint=_("F.eks. ”telefonen er hans brors”"))
    is_preferred = forms.BooleanField(label=_("Prøv her først"), required=False)
    is_shared = forms.BooleanField(label=_("Deles med andre: sig ikke, hvad det handler om"), required=False)
    is_secret = forms.BooleanField(label=_("Vis kun, når nogen beder om det"), required=False)


class ChooseChannel(forms.Form):
    """How does a decision reach this person?"""

    channel_of_service = forms.ChoiceField(label=_("Afgørelser og breve gives"), choices=queries.CHANNELS)
    channel_since_on = DanishDateField(
        label=_("Aftalt hvilken dag?"), required=False, near="past", help_text=_("Tom: i dag, når det ændres")
    )
    digital_post_exempt_until = DanishDateField(label=_("Fritaget for Digital Post til"), required=False)


class AddHouseholdMember(forms.Form):
    """Who belongs with this person?"""

    relation = forms.ChoiceField(label=_("Hvem?"), choices=queries.RELATIONS)
    name = text(_("Navn"), 120)
    born_year = forms.IntegerField(label=_("Fødselsår"), required=False, min_value=1900, max_value=2100)
    is_with_them = forms.BooleanField(label=_("Er sammen med borgeren nu"), required=False, initial=True)


THE_GRAVEST_FIRST = queries.PROTECTIONS[::-1]


class ProtectPerson(forms.Form):
    """Is the person's name and address protected?"""

    protection = forms.ChoiceField(label=_("Hvilken beskyttelse?"), choices=THE_GRAVEST_FIRST, widget=forms.RadioSelect)
    last_on = DanishDateField(
        label=_("Til og med"),
        required=False,
        near="future",
        help_text=_("Bortfalder normalt efter et år. Tom, hvis dagen ikke kendes."),
    )
    why = text(_("Hvorfor?"), hint=_("F.eks. ”set i CPR” eller ”bedt om det selv”"))


class ChooseMunicipality(forms.Form):
    """Which municipality is responsible, and since when?"""

    code = forms.ChoiceField(label=_("Kommune"))
    from_on = DanishDateField(label=_("Fra den"))
    is_disputed = forms.BooleanField(label=_("Kommunerne er uenige"), required=False)
    why = text(_("Hvorfor?"), 300, hint=_("RSL § 9"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.names = rules.municipalities((settings.MUNICIPALITY_CODE, settings.MUNICIPALITY_NAME))
        self.fields["code"].choices = [("", _("Vælg …")), *self.names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {**said, "name": dict(self.names).get(said.get("code", ""), "")}
