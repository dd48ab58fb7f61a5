"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "law"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("<slug:key>/", views.rule, name="rule"),
    path("<slug:key>/ret/", views.change_rule, name="change_rule"),
]
