"""Why does the viewer merge two records, or undo the merge?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.forms import text


class MergePeople(forms.Form):
    """Are these two the same person?"""

    why = text(_("Hvordan ved vi det?"), 200, required=True, hint=_("F.eks. ”samme fødselsdag, han bekræfter selv”"))
    is_sure = forms.BooleanField(label=_("Ja, det er det samme menneske"))


class UndoMerge(forms.Form):
    """Why are they two after all?"""

    why = text(_("Hvordan ved vi, at det er to?"), 200, required=True, hint=_("F.eks. ”de kom på samme tid i dag”"))
