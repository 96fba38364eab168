"""The manager's desk: briefs, reports, introductions and newsletters, computed from hub, notes and
figures."""
