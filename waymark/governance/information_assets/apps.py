"""What is brought in from others, and what is printed or taken out: each with who, when and why. Serves DUR-46."""

from django.apps import AppConfig


class InformationAssetsConfig(AppConfig):
    name = "waymark.governance.information_assets"
    label = "information_assets"
