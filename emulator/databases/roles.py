"""The roles that RDS has in every PostgreSQL server, and how names and values are quoted."""

ROLES = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'rds_superuser') THEN
        CREATE ROLE rds_superuser NOLOGIN;
        CREATE ROLE rds_iam NOLOGIN;
        CREATE ROLE rds_password NOLOGIN;
        CREATE ROLE rds_replication NOLOGIN;
        GRANT pg_monitor, pg_signal_backend TO rds_superuser WITH ADMIN OPTION;
        GRANT rds_iam, rds_password, rds_replication TO rds_superuser WITH ADMIN OPTION;
    END IF;
END $$
"""

SIGNS_IN_BY_TOKEN = """
WITH RECURSIVE held(oid) AS (
    SELECT oid FROM pg_roles WHERE rolname = $1
    UNION
    -- Whoever may only grant the role, as the master user may, does not have it.
    SELECT roleid FROM pg_auth_members JOIN held ON member = held.oid WHERE NOT admin_option
)
SELECT EXISTS (SELECT 1 FROM held JOIN pg_roles USING (oid) WHERE rolname = 'rds_iam')
"""


def identifier(name: str) -> str:
    """A name in SQL, whatever it contains."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    """A text in SQL, whatever it contains."""
    return "'" + value.replace("'", "''") + "'"
