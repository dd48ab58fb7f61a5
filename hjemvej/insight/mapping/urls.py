"""Which addresses does this room answer?"""

from django.urls import URLPattern, path

from .views import overview

app_name = "mapping"
urlpatterns: list[URLPattern] = [path("", overview.overview, name="overview")]
