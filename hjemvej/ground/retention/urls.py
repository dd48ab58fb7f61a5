"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "retention"
urlpatterns = [path("", views.preview, name="preview")]
