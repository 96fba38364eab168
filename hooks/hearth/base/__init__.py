"""What knows nothing of hubs: YAML, problems, days and zones, Git, words made comparable, names of
places and languages."""
