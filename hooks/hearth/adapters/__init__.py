"""The only modules that know a site builder."""
