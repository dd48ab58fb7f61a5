"""What did they type about an inquiry? Validates, never saves; nothing typed is lost."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import DanishDateField, DanishTimeField

from . import rules

CHANNELS = [
    ("phone", _("Telefon")),
    ("desk", _("Skranken")),
    ("street", _("På gaden")),
    ("mail", _("E-mail")),
    ("letter", _("Brev")),
]
ASKERS = [
    ("self", _("Borgeren selv")),
    ("relative", _("Pårørende")),
    ("neighbour", _("Nabo eller forbipasserende")),
    ("professional", _("Fagperson")),
    ("landlord", _("Boligorganisation eller udlejer")),
    ("anonymous", _("Vil ikke oplyse navn")),
]
CONCERNS = [
    ("no_home", _("Har intet hjem")),
    ("losing_home", _("Er ved at miste sit hjem")),
    ("seen_outside", _("Er set sove ude")),
    ("discharge", _("Udskrives eller løslades")),
    ("support", _("Har brug for støtte i sit hjem")),
    ("other", _("Noget andet")),
]
TONIGHT = [
    ("no_place", _("Har ikke et sted i nat")),
    ("has_place", _("Har et trygt sted i nat")),
    ("unknown", _("Vides ikke")),
]
OUTCOMES = [
    ("placed", _("Fik et sted at sove")),
    ("course", _("Forløb sat i gang")),
    ("advised", _("Råd og vejledning")),
    ("passed_on", _("Givet videre til rette sted")),
    ("not_found", _("Kunne ikke findes")),
    ("declined", _("Ønskede ikke hjælp nu")),
    ("duplicate", _("Samme som en anden henvendelse")),
]
NEW, NAMED, NOBODY = "new", "named", "none"
FURTHEST = datetime.timedelta(days=365 * 3)


def words_field(
    label: Any, rows: int = 3, *, required: bool = True, limit: int = 4000, hint: Any = ""
) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, required=required, max_length=limit, help_text=hint)


class Whom(forms.Form):
    """Somebody found, somebody new, or nobody yet; the page offers who is like the words before anybody is created."""

    about = forms.CharField(
        label=_("Hvem drejer det sig om?"), max_length=200, required=False,
        help_text=_("Navn, kaldenavn, fødselsdag eller en beskrivelse: ”ukendt mand, stationen, ca. 45”"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    person = forms.CharField(label=_("Hvem af dem?"), required=False, max_length=36)

    def __init__(self, *args: Any, found: Sequence[uuid.UUID] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.found = [str(one) for one in found]

    @property
    def words(self) -> str:
        return str(self["about"].value() or "")

    @property
    def chosen(self) -> str:
        """What stands chosen on the page: what was chosen, else nobody where somebody must choose."""
        choice = str(self["person"].value() or "")
        if choice in {*self.found, NEW, NAMED, NOBODY}:
            return choice
        return "" if self.found else self.by_itself(self.words)

    @property
    def may_be_named(self) -> bool:
        """The words could be a name, or were chosen as one."""
        return self.chosen == NAMED or rules.could_be_a_name(self.words)

    @staticmethod
    def by_itself(about: str) -> str:
        """Nobody is like the words: then somebody new, by name if it reads like one."""
        if not about.strip():
            return NOBODY
        return NAMED if rules.reads_like_a_name(about) else NEW

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        choice, about = self.chosen, said.get("about", "").strip()
        if not choice:
            self.add_error("person", _("Nogle, vi kender, ligner. Vælg en af dem, eller vælg ”Nej”."))
        if choice in (NEW, NAMED) and not about and "about" not in self.errors:
            self.add_error("about", _("Skriv et navn eller en beskrivelse, så vi kan kende borgeren igen."))
        said["person_id"] = uuid.UUID(choice) if choice in self.found else None
        said["new_person"] = about if choice in (NEW, NAMED) else ""
        said["is_named"] = choice == NAMED
        return said


class RecordInquiry(Whom):
    """A call in under a minute: everything but one line, who asks and how can be left out."""

    tonight = forms.ChoiceField(
        label=_("Er der et sted at sove i nat?"), choices=TONIGHT, widget=forms.RadioSelect, initial="unknown"
    )
    text = words_field(_("Hvad handler det om?"), 4, required=False)
    where = forms.CharField(label=_("Hvor er borgeren?"), max_length=300, required=False)
    concerns = forms.MultipleChoiceField(
        label=_("Sæt kryds"), choices=CONCERNS, widget=forms.CheckboxSelectMultiple, required=False
    )
    children = forms.IntegerField(label=_("Børn, antal"), min_value=0, max_value=30, required=False)
    eviction_on = DanishDateField(label=_("Fogeden kommer den"), required=False, near="future", help_text="")
    is_threatened = forms.BooleanField(label=_("Er truet eller i fare"), required=False)
    danger = forms.CharField(label=_("Noget, vi skal passe på?"), max_length=300, required=False)
    animals = forms.CharField(label=_("Dyr"), max_length=200, required=False)
    asker_kind = forms.ChoiceField(
        label=_("Hvem henvender sig?"), choices=[("", _("Vælg")), *ASKERS],
        error_messages={"required": _("Vælg, hvem der henvender sig.")},
    )  # fmt: skip
    asker_name = forms.CharField(label=_("Navn på den, der spørger"), max_length=120, required=False)
    asker_contact = forms.CharField(label=_("Telefon eller e-mail"), max_length=200, required=False)
    wants_answer = forms.BooleanField(label=_("Vil gerne have svar"), required=False)
    channel = forms.ChoiceField(
        label=_("Hvordan kom den ind?"), choices=[("", _("Vælg")), *CHANNELS],
        error_messages={"required": _("Vælg, hvordan henvendelsen kom ind.")},
    )  # fmt: skip
    received_on = DanishDateField(label=_("Dag, hvis ikke i dag"), required=False, near="past", help_text="")
    received_time = DanishTimeField(label=_("Klokken, hvis ikke nu"), required=False, help_text="")
    take = forms.BooleanField(label=_("Jeg tager den selv"), required=False, initial=True)

    def __init__(self, *args: Any, now: datetime.datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not any(said.get(name) for name in ("about", "text", "where", "concerns")) and not self.errors:
            self.add_error("about", _("Skriv, hvem det drejer sig om, eller hvad det handler om."))
        nobody = said["person_id"] is None and not said["new_person"]
        if said.get("tonight") == "no_place" and nobody and "about" not in self.errors:
            self._ask_who_needs_the_place(said)
        if said.get("asker_kind") == "anonymous" and said.get("asker_name"):
            self.add_error("asker_name", _("Vil ikke oplyse navn: så skriv det heller ikke her."))
        if said.get("wants_answer") and not said.get("asker_contact") and said.get("asker_kind") != "self":
            self.add_error("asker_contact", _("Hvor skal svaret hen? Skriv telefon eller e-mail."))
        eviction_on = said.get("eviction_on")
        if eviction_on and abs(eviction_on - timezone.localdate(self.now)) > FURTHEST:
            self.add_error("eviction_on", _("Datoen ligger for langt væk. Se efter, om året er rigtigt."))
        said["received_at"] = self._received_at(said)
        return said

    def _ask_who_needs_the_place(self, said: dict[str, Any]) -> None:
        """Ask for a description, or, where there is one, to make somebody of it."""
        if said.get("about"):
            self.add_error("person", _("Uden et sted i nat: vælg, hvem det er, eller opret borgeren med beskrivelsen."))
        else:
            self.add_error("about", _("Beskriv borgeren med et par ord, så vi kan finde et sted til nogen."))

    def _received_at(self, said: dict[str, Any]) -> datetime.datetime:
        """Now, unless a letter lay since yesterday; never in the future, never before the house stood."""
        day, clock = said.get("received_on"), said.get("received_time")
        if not day and not clock:
            return self.now
        here = timezone.localtime(self.now)
        moment = datetime.datetime.combine(day or here.date(), clock or datetime.time(12))
        if day == here.date() and not clock:
            return self.now
        received = timezone.make_aware(moment)
        if received > self.now:
            self.add_error("received_on", _("Det er ikke sket endnu."))
        elif self.now - received > FURTHEST:
            self.add_error("received_on", _("Datoen ligger for langt væk. Se efter, om året er rigtigt."))
        return received


class PassOn(forms.Form):
    to = forms.ChoiceField(label=_("Til hvem?"))
    word = words_field(_("Et ord på vejen"), 2, required=False, limit=500)

    def __init__(self, *args: Any, colleagues: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        nobody = [] if len(colleagues) == 1 else [("", _("Vælg en kollega"))]
        self.fields["to"].choices = [*nobody, *colleagues]  # type: ignore[attr-defined]


class Remark(forms.Form):
    text = words_field(_("Bemærkning til teamet"), 2, limit=2000)


class CloseInquiry(forms.Form):
    outcome = forms.ChoiceField(label=_("Hvad kom der ud af det?"), choices=[("", _("Vælg")), *OUTCOMES])
    text = words_field(_("Bemærkning"), 2, required=False, limit=2000)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("outcome") == "passed_on" and not said.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", _("Skriv, hvem der har den nu, så den kan findes igen."))
        return said


class ReopenInquiry(forms.Form):
    why = words_field(_("Hvorfor åbnes den igen?"), 2, limit=500)
