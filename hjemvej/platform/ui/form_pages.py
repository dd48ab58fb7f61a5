"""How does a view answer a form or a button? It does the action, or the page shows why it is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .refusals import Refused

T = TypeVar("T")


@dataclass(frozen=True)
class Done(Generic[T]):
    """The action was done; holds its result."""

    value: T


def carry_out(form: Form, action: Callable[[], T]) -> Done[T] | None:
    """Do the action if the form is valid; put a refusal on the form, for the view to show again."""
    if not form.is_valid():
        return None
    try:
        return Done(action())
    except Refused as refusal:
        error = ValidationError(str(refusal), code=type(refusal).__name__)
        form.add_error(refusal.field_name if refusal.field_name in form.fields else None, error)
        return None


def press(request: HttpRequest, action: Callable[[], T], *, say: str = "") -> Done[T] | None:
    """Do a button's action and show `say`, or show the refusal."""
    try:
        done = Done(action())
    except Refused as refusal:
        messages.add_message(request, refusal.level, str(refusal))
        return None
    if say:
        messages.success(request, say)
    return done


def say_refusals(request: HttpRequest, form: Form) -> None:
    """Say what refused the form above the page that is shown instead: what came first says why it is not there."""
    found = form.non_field_errors() or [words for errors in form.errors.values() for words in errors]
    for words in found:
        messages.error(request, str(words))


def form_page(request: HttpRequest, template: str, form: Form, *others: Form, **context: object) -> HttpResponse:
    """Render the page of a form (and of other forms on it), begun in its first field; 422 when it must be mended."""
    must_be_mended = any(shown.errors for shown in (form, *others))
    drawn = {"form": form, "begins_in_form": True, **context}
    return render(request, template, drawn, status=422 if must_be_mended else 200)
