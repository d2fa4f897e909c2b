"""What was seen of a goal, and what was changed in it, only grow."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("goals", "0001_initial")]

    operations = [AppendOnly("goals_progress"), AppendOnly("goals_change")]
