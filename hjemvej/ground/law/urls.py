"""Which addresses does this room answer?"""

from django.urls import path

from . import views

app_name = "law"
urlpatterns = [
    path("", views.provisions, name="provisions"),
    path("<slug:key>/", views.provision, name="provision"),
    path("<slug:key>/ret/", views.change_provision, name="change_provision"),
]
