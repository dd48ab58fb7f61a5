"""Where does one go when it is saved? Back to the person."""

import uuid

from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import NoReverseMatch


def to_the_person(person_id: uuid.UUID) -> HttpResponseRedirect:
    """The person page belongs to a floor above; where it is left out, the timeline takes its place."""
    try:
        return redirect("staff:person", person_id)
    except NoReverseMatch:
        return redirect("casework:timeline", person_id)
