"""Mending record files: what is certain is written as it should be, at the place where it stands;
the rest stays for people.

Each module knows one family of mistakes and makes fixes from a value and what its field may hold.
``mend`` goes through a hub with them, ``form`` brings a file into its canonical form.
"""
