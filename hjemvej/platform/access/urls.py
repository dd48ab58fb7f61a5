"""Which addresses does this room answer?"""

from django.urls import URLPattern

app_name = "access"
urlpatterns: list[URLPattern] = []
