"""How is a refusal said where its form is no longer on the page?"""

from django.contrib import messages
from django.forms import Form

from hjemvej.platform.access.pages import ViewerRequest


def say_refusals(request: ViewerRequest, form: Form) -> None:
    """Say what refused the form above the page that is shown instead: what came first says why it is not there."""
    found = form.non_field_errors() or [words for errors in form.errors.values() for words in errors]
    for words in found:
        messages.error(request, str(words))
