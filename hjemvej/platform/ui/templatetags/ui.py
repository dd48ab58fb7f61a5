"""The components' template tags; the gallery page shows them all."""

from django import template

register = template.Library()
