"""A small hub in English and Hebrew, in which some is translated and some is not yet."""

from __future__ import annotations

import hubs

HIDDEN = "מילים שאיש מחוץ לקהילה אינו אמור לקרוא"
"""Words that only somebody who is not public says."""
FILES: hubs.Files = {
    "content/community.yml": f"{hubs.BASE['content/community.yml']}translations: [he]\n",
    "content/community.he.yml": "name: מעגל קטן\nheadline: חברה טובה לבדיקה\n",
    "content/about.he.md": (
        "# אודות\n\nמעגל לבדיקות. [כללי התנהגות](conduct.md), [עדה](../members/ada.yml).\n"
    ),
    "content/topics.he.yml": "- id: onboarding\n  label: צעדים ראשונים\n",
    "members/ada.he.yml": "name: עדה דוגמה\n",
    "members/dov.md": (
        "---\nname: Dov Hidden\njoined: 2026-02-01\nvisible: hidden\n---\nNobody reads this.\n"
    ),
    "members/dov.he.md": f"---\nname: דב נסתר\n---\n{HIDDEN}.\n",
    "events/evening.yml": (
        f"{hubs.BASE['events/evening.yml']}agenda:\n- title: Food\n- title: Questions\n"
    ),
    "events/evening.he.yml": (
        "title: ערב באולם\nsummary: אוכל ושאלות.\nagenda:\n- title: אוכל\n- {}\n"
    ),
}
"""Laid over the small hub."""
