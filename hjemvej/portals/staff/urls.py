"""Which addresses does this room answer?"""

from django.urls import URLPattern

app_name = "staff"
urlpatterns: list[URLPattern] = []
