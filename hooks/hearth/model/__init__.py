"""The hub: records joined by their references on one day, with settings and the rules between
records."""
