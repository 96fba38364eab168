"""What commands write for a person to read, send or print; none of it is published."""
