"""How is a form field drawn? As Det Fælles Designsystem draws it: label, hint, error, field."""

from django.forms.renderers import DjangoTemplates


class DesignSystemRenderer(DjangoTemplates):
    pass
