"""Which conditions come from the law, the municipality or the home itself? Each is in force by its row of the law."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hjemvej.ground.homes.models import Dwelling
from hjemvej.ground.homes.rules import kroner_in_words
from hjemvej.platform.ui.number_words import number_word

from .condition import Condition, Mark, Words

Form = Dwelling.Form
PUBLIC_FORMS = frozenset({Form.FAMILY, Form.YOUTH})  # which the municipality fills by its own list
ASKED_FOR = frozenset({Form.STAY, Form.SKAEV, Form.TRANSITIONAL})  # only where the citizen wants that form first
FORM_OF = {
    "temporary": Form.STAY, "lasting": Form.STAY, "unconventional": Form.SKAEV, "transitional": Form.TRANSITIONAL,
    "starter": Form.START,
}  # fmt: skip
GROWN_UP = 18


def _rent(limit: tuple[int | None, bool], rent: int, _value: int) -> Mark:
    """Above a limit that is not sure nobody knows: it is a question, and keeps nobody out."""
    highest, is_sure = limit
    if highest is None:
        return "unknown"
    if rent <= highest:
        return "holds"
    return "fails" if is_sure else "unknown"


def _rent_words(limit: tuple[int | None, bool], rent: int, mark: Mark, _value: int) -> Words:
    highest, is_sure = limit
    costs = kroner_in_words(Decimal(rent))
    if highest is None:
        return Words(
            _("Ingen har regnet på, om borgeren kan betale %s om måneden") % costs,
            _("Regn på økonomien sammen med borgeren."),
            _("Vi skal regne på din økonomi sammen først."),
        )
    said = {"costs": costs, "most": kroner_in_words(Decimal(highest))}
    if mark == "holds" and is_sure:
        return Words(_("Kan betales: %(costs)s om måneden, borgeren kan betale %(most)s") % said)
    if mark == "holds":
        return Words(_("Kan nok betales: %(costs)s om måneden. Efter usikre tal kan borgeren betale %(most)s") % said)
    if mark == "unknown":
        return Words(
            _("Måske for dyr: %(costs)s om måneden. Efter usikre tal kan borgeren betale %(most)s") % said,
            _("Regn på økonomien sammen med borgeren."),
            _("Den er måske dyrere, end du kan betale. Vi skal regne på det sammen først."),
        )
    missing = kroner_in_words(Decimal(rent - highest))
    return Words(
        _("For dyr: %(costs)s om måneden, borgeren kan betale %(most)s") % said,
        _("Ville passe med %s mindre i husleje om måneden.") % missing,
        _("Den er dyrere, end du kan betale nu. Vi kan regne på det sammen."),
    )


def _said(seeker: tuple[str, str], form: str, _value: int) -> Mark:
    said, other_form = seeker
    if other_form:
        return "holds" if FORM_OF.get(other_form) == form else "fails"
    if form in ASKED_FOR:
        return "fails"
    marks: dict[str, Mark] = {"yes": "holds", "no": "fails"}
    return marks.get(said, "unknown")


def _said_words(seeker: tuple[str, str], form: str, mark: Mark, _value: int) -> Words:
    said, other_form = seeker
    if mark == "holds":
        return Words(_("Borgeren har selv sagt ja til en bolig af den slags"))
    if mark == "unknown":
        return Words(
            _("Ingen har spurgt borgeren om Housing First: egen bolig med støtte"), _("Spørg, og skriv svaret."),
            _("Vi vil spørge dig, om du vil have din egen bolig med støtte."),
        )  # fmt: skip
    to_citizen = _("Du har sagt, at du ikke vil have sådan en bolig nu. Du kan ændre mening, når du vil.")
    if other_form:
        text = _("Borgeren vil først have en anden boform")
        return Words(text, _("Spørg igen: en bolig af borgerens egen er altid åben."), to_citizen)
    if form in ASKED_FOR and said != "no":
        text = _("En anden boform er kun for den, der selv ønsker den")
        return Words(text, _("Hvis borgeren siger, at det er ønsket."), _("Den er kun for dem, der selv ønsker den."))
    text = _("Borgeren har sagt nej til den slags bolig lige nu")
    return Words(text, _("Det er borgerens valg. Spørg igen på den dag, I har aftalt."), to_citizen)


def _age(age: int | None, form: str, below: int) -> Mark | None:
    if form != Form.START:
        return None
    if age is None:
        return "unknown"
    return "holds" if GROWN_UP <= age < below else "fails"


def _age_words(age: int | None, _form: str, _mark: Mark, below: int) -> Words:
    if age is None:
        return Words(_("En startbolig er for unge, og vi ved ikke, hvor gammel borgeren er"), _("Spørg om alderen."))
    said = {"from": GROWN_UP, "to": below - 1, "age": age}
    text = _("En startbolig er for unge på %(from)d-%(to)d år, borgeren er %(age)d") % said
    return Words(text, gently=_("Den er kun for unge."))


def _ours(is_ours: bool | None, form: str, _value: int) -> Mark | None:
    if form not in PUBLIC_FORMS:
        return None
    if is_ours is None:
        return "unknown"
    return "holds" if is_ours else "fails"


def _ours_words(_is_ours: bool | None, _form: str, mark: Mark, _value: int) -> Words:
    if mark == "holds":
        return Words(_("Borgeren hører til vores kommune"))
    if mark == "unknown":
        return Words(
            _("Ingen har skrevet, hvilken kommune borgeren hører til"),
            _("Find ud af det, og skriv det på siden om borgeren."),
        )
    return Words(
        _("En anden kommune har ansvaret, og boligen er til vores egne borgere"),
        _("Spørg den anden kommune om en bolig."),
        _("Den er for borgere, som bor i vores kommune. Vi hjælper dig med at spørge din egen kommune."),
    )


def _registered(registrations: int, form: str, wanted: int) -> Mark | None:
    if form not in PUBLIC_FORMS:
        return None
    return "holds" if registrations >= wanted else "fails"


def _registered_words(registrations: int, _form: str, mark: Mark, wanted: int) -> Words:
    has = number_word(registrations)
    if mark == "holds":
        said = ngettext(
            "Skrevet op hos %(n)s boligorganisation", "Skrevet op hos %(n)s boligorganisationer", registrations
        )
        return Words(said % {"n": has})
    said = ngettext(
        "Borgeren er ikke skrevet op hos nogen boligorganisation; %(wanted)s er nok, uanset hvilken",
        "Borgeren er skrevet op hos %(n)s boligorganisationer; det skal være mindst %(wanted)s, uanset hvilke",
        wanted,
    )  # fmt: skip
    return Words(
        said % {"wanted": number_word(wanted), "n": has},
        _("Skriv borgeren op, når borgeren er med på det."),
        _("Du skal skrives op først. Det gør vi sammen."),
    )


def _space(household: int, rooms: int | None, fewer: int) -> Mark:
    if rooms is None:
        return "unknown"
    return "holds" if rooms >= max(1, household - fewer) else "fails"


def _space_words(household: int, rooms: int | None, mark: Mark, fewer: int) -> Words:
    if rooms is None:
        return Words(_("Vi ved ikke, hvor mange rum der er"), _("Spørg boligorganisationen."))
    people = ngettext("%d person", "%d personer", household) % household
    if mark == "holds":
        return Words(_("Plads nok: %(rooms)d rum til %(people)s") % {"rooms": rooms, "people": people})
    said = _("For få rum: %(rooms)d rum til %(people)s") % {"rooms": rooms, "people": people}
    needed = _("Ville passe med %d rum.") % max(1, household - fewer)
    return Words(said, needed, _("Den er for lille til jer."))


def _said_no(homes: frozenset[str], home: str, _value: int) -> Mark | None:
    return "fails" if home in homes else None


def _said_no_words(_homes: frozenset[str], _home: str, _mark: Mark, _value: int) -> Words:
    return Words(
        _("Borgeren har sagt nej til netop denne bolig"), _("Spørg igen, hvis boligen eller ønsket er et andet nu."),
        _("Den har du sagt nej tak til. Det koster dig ikke noget."),
    )  # fmt: skip


CONDITIONS = (
    Condition(
        "said", "match_said", gettext_lazy("vil ikke have den form nu"), gettext_lazy("om en bolig er ønsket"),
        lambda seeker: (seeker.said, seeker.other_form), lambda home: home.form, _said, _said_words,
    ),
    Condition(
        "rent", "match_rent", gettext_lazy("for dyr"), gettext_lazy("økonomien"),
        lambda seeker: (seeker.highest_rent, seeker.is_rent_sure), lambda home: home.rent, _rent, _rent_words,
        shape="at_most",
    ),
    Condition(
        "space", "match_space", gettext_lazy("for få rum"), gettext_lazy("antallet af rum"),
        lambda seeker: seeker.household, lambda home: home.rooms, _space, _space_words,
    ),
    Condition(
        "age", "match_age", gettext_lazy("alder"), gettext_lazy("alderen"), lambda seeker: seeker.age,
        lambda home: home.form, _age, _age_words,
    ),
    Condition(
        "ours", "match_ours", gettext_lazy("en anden kommune"), gettext_lazy("hvilken kommune"),
        lambda seeker: seeker.is_ours, lambda home: home.form, _ours, _ours_words,
    ),
    Condition(
        "registered", "match_registered", gettext_lazy("mangler opskrivning"), gettext_lazy("opskrivning"),
        lambda seeker: seeker.registrations, lambda home: home.form, _registered, _registered_words,
    ),
    Condition(
        "said_no", "match_said_no", gettext_lazy("har sagt nej til den"), gettext_lazy("boligen"),
        lambda seeker: seeker.said_no_to, lambda home: home.id, _said_no, _said_no_words, shape="listed",
    ),
)  # fmt: skip
