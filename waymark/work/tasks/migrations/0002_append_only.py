"""Who handed a task to whom, and why, only grows."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial")]

    operations = [AppendOnly("tasks_handover")]
