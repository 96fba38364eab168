"""Contributions and removals: drafts, issue forms, imports, forgetting a person."""
