"""Views: pure functions of the hub and its day that answer what a page, a feed or a person asks."""
