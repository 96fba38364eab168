"""Ways into the hub and out of it: drafts, forms, imports, removals."""
