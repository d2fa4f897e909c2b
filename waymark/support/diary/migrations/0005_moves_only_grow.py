"""What somebody was offered, and what they said, only grows."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("diary", "0004_moves")]

    operations = [AppendOnly("diary_moveoffer"), AppendOnly("diary_moveanswer")]
