"""Converts folders of published data into a hub: one table per source says which field comes from
where."""
