"""Which addresses does the room of houses have?"""

from django.urls import URLPattern

app_name = "homes"
urlpatterns: list[URLPattern] = []
