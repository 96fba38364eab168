"""What the desk calls the lists of the private folder."""

from __future__ import annotations

from hearth.base.words import N_

TITLES = {
    "people": N_("What to mind"),
    "thanks": N_("Thanks"),
    "featured": N_("Spotlight"),
    "introductions": N_("Introductions"),
    "mentoring": N_("Mentoring"),
    "ambassadors": N_("Ambassadors"),
    "applications": N_("Applications"),
    "commitments": N_("Commitments"),
    "renewals": N_("Talks before a term ends"),
    "efforts": N_("Time and money for programmes"),
    "onboarding": N_("Steps done"),
    "milestones": N_("Milestones"),
    "checklists": N_("Lists of steps"),
    "insights": N_("Lessons"),
    "experiments": N_("Experiments"),
    "newsletters": N_("Newsletter"),
    "moderation": N_("Moderation"),
    "plans": N_("Content plan"),
    "corrections": N_("Corrections"),
    "stakeholders": N_("Stakeholders"),
    "told": N_("Told"),
    "report": N_("Words for the report"),
    "done": N_("Done"),
}
"""Messages, by the names of the files."""
