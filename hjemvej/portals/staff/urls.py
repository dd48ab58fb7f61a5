"""Which addresses does this room answer?"""

from django.urls import URLPattern, path

from .views import register

app_name = "staff"
urlpatterns: list[URLPattern] = [
    path("navneliste/", register.register, name="register"),
    path("navneliste/udtraek/", register.export_register, name="export_register"),
]
