"""One check for every correction: passes with it, fails without it. A file per service."""
