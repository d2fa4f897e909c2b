"""A contact that was made only grows."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("diary", "0001_initial")]

    operations = [AppendOnly("diary_contact")]
