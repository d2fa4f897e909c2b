"""Where somebody was in their care, what was printed of it and that it was given only grow."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("service_users", "0005_pathway")]

    operations = [
        AppendOnly("service_users_pathway"),
        AppendOnly("service_users_sheet"),
        AppendOnly("service_users_sheetgiven"),
    ]
