"""Foundations that know nothing of hubs: YAML, problems, days and zones, Git, text normalisation,
locale data."""
