"""Pages: for each its place, its template and what it shows."""
