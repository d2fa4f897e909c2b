"""Who put a task off, and why, only grows."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("tasks", "0004_put_off")]

    operations = [AppendOnly("tasks_putoff")]
