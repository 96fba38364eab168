"""From outputs to files: shells are filled, everything is written, and the fast way is proved
against the slow one."""
