"""Which addresses does this room answer?"""

from django.urls import URLPattern

app_name = "one_entry"
urlpatterns: list[URLPattern] = []
