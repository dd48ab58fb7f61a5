"""Which addresses does this room answer?"""

from django.urls import URLPattern, path

from .pictures.views import picture, pictures, remove_picture
from .views import dwellings, figures, tenancies, vacancies

app_name = "homes"
urlpatterns: list[URLPattern] = [
    path("", vacancies.vacancies, name="vacancies"),
    path("alle/", dwellings.dwellings, name="dwellings"),
    path("tomme-dage/", figures.idle_days, name="idle_days"),
    path("hver-fjerde/", figures.share_of_vacant, name="share_of_vacant"),
    path("hver-fjerde/antal/", figures.count_vacant, name="count_vacant"),
    path("ny/", dwellings.register_vacant_dwelling, name="register_vacant_dwelling"),
    path("<uuid:dwelling_id>/", dwellings.dwelling, name="dwelling"),
    path("<uuid:dwelling_id>/ret/", dwellings.change_dwelling, name="change_dwelling"),
    path("<uuid:dwelling_id>/ledig/", dwellings.notify_vacancy, name="notify_vacancy"),
    path("<uuid:dwelling_id>/adresse/", dwellings.choose_address, name="choose_address"),
    path("<uuid:dwelling_id>/billeder/", pictures, name="pictures"),
    path("billede/<uuid:picture_id>/", picture, name="picture"),
    path("billede/<uuid:picture_id>/fjern/", remove_picture, name="remove_picture"),
    path("ledig/<uuid:vacancy_id>/datoer/", vacancies.change_vacancy, name="change_vacancy"),
    path("ledig/<uuid:vacancy_id>/grund/", vacancies.name_cause, name="name_cause"),
    path("ledig/<uuid:vacancy_id>/giv-tilbage/", vacancies.give_back, name="give_back"),
    path("lejemaal/<uuid:tenancy_id>/flyttet/", tenancies.end_tenancy, name="end_tenancy"),
]
