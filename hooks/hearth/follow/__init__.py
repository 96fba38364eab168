"""What is elsewhere: the addresses that a hub names, looked up politely, and what follows."""
