"""What becomes of a form or a button? The action is done, or the page says what stands in the way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .refusals import Refused

T = TypeVar("T")


@dataclass(frozen=True)
class Done(Generic[T]):
    """The action was done; what it returned."""

    value: T


def carry_out(form: Form, action: Callable[[], T]) -> Done[T] | None:
    """Do the action if the form is valid; a refusal stands on the form, which is then shown again."""
    if not form.is_valid():
        return None
    try:
        return Done(action())
    except Refused as refusal:
        form.add_error(refusal.beside if refusal.beside in form.fields else None, str(refusal))
        return None


def press(request: HttpRequest, action: Callable[[], T], *, say: str = "") -> Done[T] | None:
    """Do what a button asks for and say so; a refusal is said instead."""
    try:
        done = Done(action())
    except Refused as refusal:
        messages.add_message(request, refusal.level, str(refusal))
        return None
    if say:
        messages.success(request, say)
    return done


def form_page(request: HttpRequest, template: str, form: Form, *others: Form, **context: object) -> HttpResponse:
    """The page of a form (and of other forms on it): 422 when something typed must be mended."""
    must_be_mended = any(one.errors for one in (form, *others))
    return render(request, template, {"form": form, **context}, status=422 if must_be_mended else 200)
