"""The manager's desk: what waits to be done, whom to bring together, what to write, told from hub,
notes and figures."""
