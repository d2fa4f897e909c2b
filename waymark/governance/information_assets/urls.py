"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.governance.information_assets import views

urlpatterns: list[URLPattern] = [
    path("", views.assets_register, name="assets_register"),
    path("of/<uuid:person_id>/", views.papers, name="papers"),
    path("of/<uuid:person_id>/bring-in/", views.bring_in, name="bring_in_paper"),
    path("of/<uuid:person_id>/print/", views.print_plan, name="print_plan"),
    path("papers/<uuid:paper_id>/", views.paper, name="paper"),
    path("papers/<uuid:paper_id>/check/", views.check_paper, name="check_paper"),
    path("papers/<uuid:paper_id>/end/", views.end_paper, name="end_paper"),
    path("printouts/<uuid:taken_id>/", views.printout, name="printout"),
]
