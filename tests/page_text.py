"""What does a page say, as text: its words, links and fields, the forms that send, and its other choices?"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

TOKENS = r"[0-9a-f]{24}\.[0-9]{10}:\S+|[0-9a-z]{6}-[0-9a-f]{32}"  # a stamp, and what a password link ends with
UUIDS = r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|(?<=/)[0-9]+(?=/)"
SHOWN_OF_A_FIELD = ("name", "value", "checked", "required", "disabled")
BUTTONS_OF_A_ROW = ("end", "remove", "row_id")  # their value is the row's number, which depends on the tests before
SILENT = ("script", "style", "svg", "template")
TYPED = {"number": "1", "email": "ny@example.org", "tel": "00 00 00 09"}
TYPED_AS = (  # by a field's name
    (re.compile("cpr"), ""),
    (re.compile("cvr"), "12345678"),
    (re.compile("municipality_code"), "265"),
    (re.compile("born"), "1980"),
    (re.compile("until|due_on|last_on|next_on|closes_on"), "24. november 2026"),
    (re.compile("_on$|_from$|^on$|from"), "20. november 2026"),
    (re.compile("time|opens_at|until_at"), "20.00"),
    (re.compile("closes_at"), "23.00"),
    (re.compile("intake"), "22.00"),
)
WORDS = "Prøvetekst"


@dataclass
class Form:
    """A form that sends: where to, what its fields hold as shown, and what else can be chosen."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)  # the first of each

    def filled(self) -> dict[str, str]:
        """Each empty field with something that may be typed or chosen there."""
        return {name: self.fields.get(name) or self._something(name, kind) for name, kind in self.kinds.items()}

    def _something(self, name: str, kind: str) -> str:
        if kind == "hidden" or name in self.choices:
            return self.choices.get(name, "")
        return next((typed for names, typed in TYPED_AS if names.search(name)), TYPED.get(kind, WORDS))


def plain(line: str) -> str:
    """On one line, and without ids."""
    line = re.sub(f"{TOKENS}|{UUIDS}", "#", " ".join(line.split()))
    return re.sub(r"^(\[name=(?:guest|came) value=)\d+", r"\1#", line)  # rows that a table numbers by itself


def read(page: str) -> "Page":
    """The page inside the frame that all pages share; a part of a page as a whole."""
    made = Page()
    made.feed(page.partition("<main")[2].partition(">")[2].partition("</main>")[0] or page)
    made.lines = [line for line in map(plain, made.lines) if line]
    return made


class Page(HTMLParser):
    """Each text, link and field on a line of its own, the forms that send, and links to the page's other choices."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.forms: list[Form] = []
        self.queries: list[str] = []
        self.form: Form | None = None
        self.silence = 0
        self.choosing = ""  # the select or textarea that is open
        self.is_not_chosen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {key: value or "" for key, value in attrs}
        self.silence += tag in SILENT
        if tag == "form" and has.get("method", "").lower() == "post":
            self.form = Form(has.get("action", ""))
            self.forms.append(self.form)
        elif tag in ("input", "textarea", "select", "button"):
            self._field(tag, has)
        elif tag == "a" and has.get("href"):
            self.lines.append(f"<{has['href']}>")
            self.queries += [has["href"]] if has["href"].startswith("?") else []
        self.is_not_chosen = tag == "option" and "selected" not in has
        if tag == "option" and self.form and self.choosing and has.get("value"):
            self.form.choices.setdefault(self.choosing, has["value"])
            if "selected" in has:
                self.form.fields[self.choosing] = has["value"]

    def _field(self, tag: str, has: dict[str, str]) -> None:
        name, kind = has.get("name", ""), has.get("type", tag)
        if not name or name == "csrfmiddlewaretoken":
            return
        shown = {**has, "value": "#"} if name in BUTTONS_OF_A_ROW else has
        self.lines.append(f"[{' '.join(f'{key}={shown[key]}' for key in SHOWN_OF_A_FIELD if key in shown)}]")
        self.choosing = name if tag in ("select", "textarea") else ""
        if self.form is None or "disabled" in has:
            return
        self.form.kinds[name] = kind
        if kind in ("checkbox", "radio", "submit"):
            self.form.choices.setdefault(name, has.get("value", "on"))
        if tag in ("input", "button") and (kind not in ("checkbox", "radio") or "checked" in has):
            self.form.fields.setdefault(name, has.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self.silence -= tag in SILENT
        self.is_not_chosen = False
        if tag == "form":
            self.form = None
        if tag in ("select", "textarea"):
            self.choosing = ""

    def handle_data(self, data: str) -> None:
        if not self.silence and not self.is_not_chosen:
            self.lines.append(data)
        if self.form and self.form.kinds.get(self.choosing) == "textarea" and data.strip():
            self.form.fields[self.choosing] = data.strip()
