"""Authentication: verifies signatures and refuses requests in the error format of their service."""
