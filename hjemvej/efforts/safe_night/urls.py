"""Which addresses does this room answer?"""

from django.urls import URLPattern

app_name = "safe_night"
urlpatterns: list[URLPattern] = []
