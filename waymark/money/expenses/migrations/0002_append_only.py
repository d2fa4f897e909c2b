"""A journey is what happened: it is added, and never changed or deleted."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("expenses", "0001_initial")]

    operations = [AppendOnly("expenses_journey")]
