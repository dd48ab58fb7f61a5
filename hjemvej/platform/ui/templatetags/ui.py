"""The components' template tags; the gallery page (/ui/) shows them all, README.md has one line on each."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django import template
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.template.loader import get_template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hjemvej.platform.ui import when
from hjemvej.platform.ui.figures import Figure
from hjemvej.platform.ui.forms import ONCE
from hjemvej.platform.ui.nights import NightSquare, titles_of
from hjemvej.platform.ui.number_words import number_word
from hjemvej.platform.ui.quoting import quoted
from hjemvej.platform.ui.reasons import Reason

register = template.Library()
STALE_AFTER = datetime.timedelta(hours=4)
PILL_WORDS_KINDS = {"late", "soon", "ok", "neutral", "info"}


def _kind(kind: str) -> str:
    if kind not in PILL_WORDS_KINDS:
        raise template.TemplateSyntaxError(f"no such kind of pill or chip: {kind!r}; one of {PILL_WORDS_KINDS}")
    return kind


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """Django's own, and beside it a key drawn with the form, so that it is taken once when it is sent twice."""
    token = CsrfTokenNode().render(context)
    return format_html('{}<input type="hidden" name="{}" value="{}">', token, ONCE, uuid4())


@register.simple_tag
def pill(text: str, kind: str = "neutral") -> SafeString:
    """A status in words; its colour only underlines."""
    return format_html('<span class="hv-pill is-{}">{}</span>', _kind(kind), text)


@register.simple_tag
def chip(text: str, kind: str = "neutral") -> SafeString:
    """When: "i nat", "kl. 16.00", "2 hverdage"."""
    return format_html('<span class="hv-chip is-{}">{}</span>', _kind(kind), text)


@register.simple_tag
def trait(text: str) -> SafeString:
    """A quality of a place or a wish: "hund", "kun kvinder"."""
    return format_html('<span class="hv-trait">{}</span>', text)


@register.simple_block_tag(takes_context=True)
def card(
    context: Context, content: str, title: str, hint: str = "", id: str = "", kind: str = "", level: int = 2
) -> SafeString:
    """A titled box: {% card "Venter på et sted" hint="2 uden plads" %} … {% endcard %}."""
    heading = id or f"kort-{slugify(title)}"
    values = {"title": title, "hint": hint, "id": heading, "kind": kind, "level": level, "content": content}
    return _render(context, "ui/parts/card.html", values)


@register.simple_block_tag(takes_context=True)
def fold(
    context: Context, content: str, title: str, hint: str = "", id: str = "", kind: str = "", is_open: bool = False
) -> SafeString:
    """A card that opens by its heading, without script: {% fold "Giv videre" is_open=wrong %} … {% endfold %}.

    A hint that is late or soon is a pill: it must be seen while the card is closed.
    """
    warns = kind in ("late", "soon")
    values = {"title": title, "hint": hint, "id": id or f"kort-{slugify(title)}", "is_open": is_open}
    values |= {"kind": kind, "warns": warns}
    return _render(context, "ui/parts/fold.html", {**values, "content": content})


@register.simple_block_tag(takes_context=True)
def notice(context: Context, content: str, title: str = "", kind: str = "info", live: bool = False) -> SafeString:
    """A message box: {% notice "Gemt" kind="success" %}text{% endnotice %}; kinds info, success, warning, error."""
    kind = {"debug": "info"}.get(kind, kind) or "info"
    values = {"title": title, "kind": kind, "content": content if content.strip() else "", "live": live}
    return _render(context, "ui/parts/notice.html", values)


@register.inclusion_tag("ui/parts/task_row.html")
def task_row(
    title: str, why: str = "", chip: str = "", kind: str = "neutral", url: str = "", action: str = "", **more: Any
) -> dict[str, Any]:
    """One line of what to do: chip, name and reason, one button. `more`: title_url, id, law."""
    return {"title": title, "why": why, "chip": chip, "kind": _kind(kind), "url": url, "action": action, **more}


@register.simple_tag
def nights(squares: Sequence[NightSquare]) -> SafeString:
    """A row of nights, a square each: {% nights squares %}; by `nights.row_of_nights`; thousands on a page."""
    drawn = (
        f'<li class="is-{one.kind}" title="{title}"><span aria-hidden="true">{one.mark}</span>'
        f'<span class="sr-only">{title}</span></li>'
        for one, title in zip(squares, map(escape, titles_of(squares)), strict=True)
    )
    return format_html('<ol class="hv-nights no-max-width">{}</ol>', SafeString("".join(drawn)))


@register.inclusion_tag("ui/parts/freshness.html", takes_context=True)
def freshness(
    context: Context,
    at: datetime.datetime | None,
    stale_after: datetime.timedelta = STALE_AFTER,
    phone: str = "",
    by: str = "",
    instead: str = "",
) -> dict[str, Any]:
    """How old is this, and whom to ring when it is too old? `instead`: why nothing new is to be expected yet."""
    now: datetime.datetime = context["now"]
    is_stale = not instead and (at is None or now - at > stale_after)
    words = instead or when.since(at, now)
    return {
        "words": words, "is_stale": is_stale, "is_awaited": bool(instead), "phone": phone, "by": by,
        "at": None if instead else at,
    }  # fmt: skip


@register.simple_tag
def places(free: int = 0, held: int = 0, occupied: int = 0, closed: int = 0, *, shut: bool = False) -> SafeString:
    """One square a place, and the same in words; none is free where a house takes nobody more in tonight."""
    kinds = [("occupied", occupied), ("held", held), ("closed" if shut else "free", free), ("closed", closed)]
    squares = SafeString("".join(f'<i class="is-{kind}"></i>' * number for kind, number in kinds))
    words = _("%(free)d ledig af %(total)d") if free == 1 else _("%(free)d ledige af %(total)d")
    if shut:
        words = _("lukket for flere i nat (%(free)d tomme af %(total)d)")
    parts = [words % {"free": free, "total": free + held + occupied}]
    if held:
        parts.append(_("%d reserveret") % held)
    if closed:
        parts.append(_("%d lukket") % closed)
    return format_html(
        '<span class="hv-places"><span class="hv-squares" aria-hidden="true">{}</span>'
        ' <span class="hv-places-words">{}</span></span>',
        squares,
        " · ".join(parts),
    )


@register.inclusion_tag("ui/parts/places_key.html")
def places_key() -> dict[str, Any]:
    """What the squares mean."""
    kinds = [("occupied", _("optaget")), ("held", _("reserveret")), ("free", _("ledig")), ("closed", _("lukket"))]
    return {"kinds": kinds}


@register.inclusion_tag("ui/parts/reasons.html")
def reasons(reasons: Iterable[Reason], would_fit_if: str = "") -> dict[str, Any]:
    """✓ holds, ✗ fails, ? unknown; one line at the end says what would change it."""
    marks = {
        "holds": ("✓", _("opfyldt"), "ok"),
        "fails": ("✗", _("ikke opfyldt"), "late"),
        "unknown": ("?", _("uvist"), "soon"),
    }
    return {"reasons": [(reason, *marks[reason.mark]) for reason in reasons], "would_fit_if": would_fit_if}


@register.simple_tag
def quote(words: str, by: str = "") -> SafeString:
    """The person's own words."""
    if not words:
        return SafeString("")
    who = format_html("<figcaption>{}</figcaption>", by) if by else ""
    return format_html('<figure class="hv-quote"><blockquote>{}</blockquote>{}</figure>', quoted(words), who)


@register.inclusion_tag("ui/parts/timeline.html", takes_context=True)
def timeline(context: Context, entries: Iterable[Any]) -> dict[str, Any]:
    """What happened, newest first. Each entry: at (date or moment), title, text, kind (done/choice/late), url, by."""
    return {"entries": entries, "now": context["now"], "today": when.local(context["now"]).date()}


@register.inclusion_tag("ui/parts/figure.html")
def figure(figure: Figure) -> dict[str, Any]:
    """A picture of figures: finding, picture, table, how it was made, date."""
    return {"figure": figure}


@register.inclusion_tag("ui/parts/nothing_yet.html")
def nothing_yet(title: str, begin: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """An empty list: what will come here, and how to begin."""
    return {"title": title, "begin": begin, "url": url, "action": action}


@register.inclusion_tag("ui/parts/stat.html")
def stat(figure: Any, label: str, detail: str = "", kind: str = "neutral", url: str = "") -> dict[str, Any]:
    """A big figure with its words; the whole card is the link when there is one."""
    return {"figure": figure, "label": label, "detail": detail, "kind": _kind(kind), "url": url}


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """Every error of a form at its top, each a link to its field."""
    errors = [
        (field.id_for_label or field.auto_id, field.label if field.label.endswith("?") else f"{field.label}:", error)
        for field in form
        for error in field.errors
    ]
    return {"form": form, "errors": errors, "whole": form.non_field_errors()}


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(context: Context, page: Any, name: str = "side") -> dict[str, Any]:
    """Fifty rows, then more; the filters stay in the address. `page` is a Django Page."""
    before, after = page.number - 1, page.number + 1
    return {
        "page": page,
        "previous": _with(context, **{name: before}) if page.has_previous() else "",
        "next": _with(context, **{name: after}) if page.has_next() else "",
    }


@register.inclusion_tag("ui/parts/sortable.html", takes_context=True)
def sortable(context: Context, label: str, key: str, name: str = "orden", first: bool = False) -> dict[str, Any]:
    """A table head one can sort by: <th> with a link. `first` marks the column sorted by when nothing is chosen."""
    chosen = context["request"].GET.get(name, key if first else "")
    order = "ascending" if chosen == key else "descending" if chosen == f"-{key}" else ""
    url = _with(context, **{name: f"-{key}" if order == "ascending" else key, "side": None})
    return {"label": label, "order": order, "url": url}


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: Any) -> str:
    """This page's address with some of its query changed: href="{% query_with team="nord" side=None %}"."""
    return _with(context, **changes)


@register.simple_tag
def person_name(person: Any) -> SafeString:
    """Draw a person's name as every page shows it, marked where it is masked."""
    return format_html('<span class="hv-masked">{}</span>' if person.name.is_masked else "{}", person.name)


@register.filter
def dansk_dato(moment: when.Moment) -> str:
    return when.long_date(moment)


@register.filter
def talord(number: int) -> str:
    """In words up to twelve; "|talord|capfirst" begins a sentence."""
    return number_word(number)


@register.filter
def natten(night: datetime.date) -> str:
    return when.night_in_words(night)


@register.filter
def citat(words: object) -> str:
    """In quotation marks; nothing is quoted where nothing is said."""
    return quoted(words) if words else ""


@register.filter
def kort_dato(moment: when.Moment) -> str:
    return when.short_date(moment)


@register.filter
def fuld_dato(moment: when.Moment) -> str:
    return when.full_date(moment)


@register.filter
def kl(moment: datetime.datetime | datetime.time | None) -> str:
    return when.clock(moment)


@register.filter
def siden(moment: when.Moment, now: datetime.datetime) -> str:
    return when.since(moment, now)


@register.filter
def i_ord(moment: when.Moment, now: datetime.date | datetime.datetime) -> str:
    return when.moment_in_words(moment, now)


def _render(context: Context, name: str, values: dict[str, Any]) -> SafeString:
    with context.push(**values):
        part: Any = get_template(name)
        return SafeString(part.template.render(context))


def _with(context: Context, **changes: Any) -> str:
    """The page's own query with some values changed; None leaves one out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{urlencode(list(query.lists()), doseq=True)}"


@register.filter
def design_class(widget: dict[str, Any]) -> str:
    """The design system's class for a widget, with the widget's own."""
    kinds = {"checkbox": "form-checkbox", "radio": "form-radio", "hidden": "", "file": "form-input"}
    name = widget.get("template_name", "")
    if name.endswith(("select_option.html", "multiple_input.html")):
        own = ""
    elif name.endswith("select.html"):
        own = "form-select"
    else:
        own = kinds.get(widget.get("type", ""), "form-input")
    return f"{own} {widget.get('attrs', {}).get('class', '')}".strip()


@register.filter
def field_kind(field: Any) -> str:
    """How a field is laid out: one box to tick, a group with a legend, or a label above."""
    if field.use_fieldset:
        return "group"
    return "tick" if getattr(field.field.widget, "input_type", "") == "checkbox" else "line"
