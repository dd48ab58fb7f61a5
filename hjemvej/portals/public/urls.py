"""Which addresses does this room answer? Danish without a word in front; every other language by its own."""

from django.urls import URLPattern, path

from . import views

app_name = "public"
PAGES = (
    ("", views.get_help, "get_help"),
    ("svar/", views.follow_up, "follow_up"),
    ("was/", views.accessibility, "accessibility"),
    ("dine-oplysninger/", views.privacy, "privacy"),
    ("det-vi-faar-at-vide/", views.received, "received"),
)
urlpatterns: list[URLPattern] = [
    path(("" if language == "da" else f"{language}/") + address, view, {"language": language}, name=name)
    for language, _label in views.LANGUAGES
    for address, view, name in PAGES
]
