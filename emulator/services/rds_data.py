"""The Data API of Aurora PostgreSQL: statements run on the server of the cluster."""

import contextlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from emulator.databases import scram, statements
from emulator.databases.binaries import Unavailable
from emulator.databases.fleet import FLEET, current_secret, is_postgres, owner_of, wanted
from emulator.databases.server import Server, Wanted
from emulator.databases.wire import Connection, PgError, Result
from emulator.lock import unlocked
from emulator.registry import Call, Params, Service
from emulator.state import Missing, Refused

from .rds import has_data_api

data = Service("rds-data")

IDLE = 180
"""Seconds after which a transaction that nobody uses is rolled back, as in AWS."""


@dataclass
class Transaction:
    """An open transaction and its connection."""

    resource: str
    connection: Connection
    used: float = field(default_factory=time.monotonic)
    lock: threading.Lock = field(default_factory=threading.Lock)


_OPEN: dict[str, Transaction] = {}


class Place(NamedTuple):
    """Where the statements of a request run, and as whom."""

    server: Server
    wanted: Wanted
    user: str
    password: str
    database: str


@data.before("ExecuteStatement")
def execute(call: Call) -> Params:
    """Statements do not run: prepared answers are returned."""

    def work(connection: Connection) -> Params:
        result = statements.run(connection, call["sql"], call.get("parameters", []))
        return answered(call, connection, result)

    return at(call, work)


def answered(call: Call, connection: Connection, result: Result) -> Params:
    """The result of one statement."""
    answer: Params = {"numberOfRecordsUpdated": 0 if result.columns else result.changed}
    if not result.columns:
        return answer | {"generatedFields": []}
    if call.get("formatRecordsAs") == "JSON":
        return answer | {"formattedRecords": statements.formatted(connection, result)}
    answer["records"] = statements.records(connection, result)
    if call.get("includeResultMetadata"):
        answer["columnMetadata"] = statements.metadata(connection, result)
    return answer


@data.operation("BatchExecuteStatement")
def execute_batch(call: Call) -> Params:
    """Batches of statements are not implemented."""

    def work(connection: Connection) -> Params:
        results: list[Params] = [
            {"generatedFields": []}
            for given in call.get("parameterSets") or [[]]
            if statements.run(connection, call["sql"], given)
        ]
        return {"updateResults": results}

    return at(call, work)


@data.operation("BeginTransaction")
def begin(call: Call) -> Params:
    """Transactions are not implemented."""
    place = place_of(call)
    with unlocked(), refusals():
        connection = connect(place)
        connection.script("BEGIN")
    name = secrets.token_urlsafe(96)
    _OPEN[name] = Transaction(call["resourceArn"], connection)
    return {"transactionId": name}


@data.operation("CommitTransaction", "RollbackTransaction")
def end(call: Call) -> Params:
    """Transactions are not implemented."""
    place_of(call)
    found = transaction(call)
    _OPEN.pop(call["transactionId"])
    commits = call.operation == "CommitTransaction"
    with unlocked(), refusals(), found.lock, contextlib.closing(found.connection):
        found.connection.script("COMMIT" if commits else "ROLLBACK")
    return {"transactionStatus": "Transaction Committed" if commits else "Rollback Complete"}


def transaction(call: Call) -> Transaction:
    """The transaction that a call names. Those that nobody has used for long are rolled back."""
    for name, one in list(_OPEN.items()):
        if time.monotonic() - one.used > IDLE:
            _OPEN.pop(name).connection.close()
    found = _OPEN.get(call["transactionId"])
    if found is None or found.resource != call["resourceArn"]:
        raise Missing("TransactionNotFoundException", f"Transaction {call['transactionId']} is not found")
    found.used = time.monotonic()
    return found


def at(call: Call, work: Callable[[Connection], Params]) -> Params:
    """Does some work in the transaction that a call names, or by a connection of its own."""
    place = place_of(call)
    if call.get("transactionId"):
        found = transaction(call)
        with unlocked(), refusals(), found.lock:
            return work(found.connection)
    with unlocked(), refusals(), contextlib.closing(connect(place)) as connection:
        connection.script("BEGIN")  # a batch counts as a whole
        answer = work(connection)
        connection.script("COMMIT")
        return answer


def place_of(call: Call) -> Place:
    """Where a call's statements run. Raises Refused and Missing."""
    from moto.rds.models import rds_backends
    from moto.secretsmanager.models import secretsmanager_backends

    clusters = rds_backends[call.account][call.region].clusters.values()
    found = next((one for one in clusters if one.db_cluster_arn == call["resourceArn"]), None)
    if found is None:
        raise Refused(
            "BadRequestException", "HttpEndpoint is not enabled for the resource, or it is not there"
        )
    if not has_data_api(call.account, call.region, found.db_cluster_identifier):
        message = f"HttpEndpoint is not enabled for resource {call['resourceArn']}"
        raise Refused("HttpEndpointNotEnabledException", message)
    if not is_postgres(found) or not FLEET.runs:
        raise Refused("DatabaseUnavailableException", f"No server runs for {found.engine} on this machine.")
    kept = secretsmanager_backends[call.account][call.region]
    if call["secretArn"] not in kept.secrets:
        raise Refused(
            "SecretsErrorException", f"Secrets Manager can't find the specified secret {call['secretArn']}."
        )
    try:
        login = json.loads(current_secret(kept, call["secretArn"]))
        user, password = login["username"], login["password"]
    except (ValueError, KeyError, TypeError) as error:
        message = "The secret needs a user and a password: {username, password}."
        raise Refused("InvalidSecretException", message) from error
    says = wanted(found)
    database = call.get("database") or says.database or "postgres"
    return Place(FLEET.server(owner_of(found)), says, user, password, database)


def connect(place: Place) -> Connection:
    """A connection of the user of the secret. Raises PgError and Unavailable."""
    place.server.ensure(place.wanted)
    with place.server.administer() as connection:
        kept = connection.query(
            "SELECT rolpassword FROM pg_authid WHERE rolname = $1 AND rolcanlogin", [(25, place.user)]
        )
    if not kept.rows or not scram.matches(kept.rows[0][0], place.password):
        wrong = f'password authentication failed for user "{place.user}"'
        raise PgError({"V": "FATAL", "C": "28P01", "M": wrong})
    return place.server.connect(place.user, place.database, "-c statement_timeout=45s")


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """Errors of the server as those of the Data API."""
    try:
        yield
    except PgError as error:
        raise Refused(_code(error), statements.told(error)) from error
    except statements.Unsupported as error:
        raise Refused("BadRequestException", str(error)) from error
    except (Unavailable, OSError) as error:
        raise Refused("DatabaseUnavailableException", str(error)) from error


def _code(error: PgError) -> str:
    return "StatementTimeoutException" if error.state == "57014" else "DatabaseErrorException"
