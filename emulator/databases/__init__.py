"""Database servers behind the emulated RDS: real PostgreSQL, started by the first who connects.

`fleet` knows which server and which address belong to what; `front` is what clients connect to; `server` is
one PostgreSQL with its data; `keeper` is the process above it, which ends it when the emulator ends.
"""
