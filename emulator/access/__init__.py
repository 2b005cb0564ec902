"""Authentication: signatures, the credentials that they are checked against, and the errors for all others."""
