"""Statements of the Data API: named parameters become numbered ones, and values have types both ways.

https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_Field.html
"""

import base64
import json
import re
from typing import Any

from .wire import Column, Connection, PgError, Result

Field = dict[str, Any]

_PARTS = re.compile(
    r"""'(?:[^']|'')*'            # a text (and E'…', whose backslashes are seen to below)
    | "(?:[^"]|"")*"              # a name
    | --[^\n]*                    # comments
    | /\*.*?\*/
    | (?P<tag>\$\w*\$).*?(?P=tag) # a text in dollars
    | ::                          # a cast
    | :(?P<name>[A-Za-z_]\w*)     # a parameter
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"(?<![\w$])[eE]'(?:[^'\\]|\\.|'')*'", re.DOTALL)

_BOOLEAN, _BYTES, _BIGINT, _DOUBLE, _TEXT = 16, 17, 20, 701, 1043
_HINTS = {"DATE": 1082, "DECIMAL": 1700, "JSON": 0, "TIME": 1083, "TIMESTAMP": 1114, "UUID": 2950}
_INTEGERS, _FLOATS = {20, 21, 23, 26}, {700, 701}

_JDBC = {
    "bool": -7,
    "int2": 5,
    "int4": 4,
    "int8": -5,
    "oid": -5,
    "float4": 7,
    "float8": 8,
    "numeric": 2,
    "bpchar": 1,
    "varchar": 12,
    "text": 12,
    "name": 12,
    "bytea": -2,
    "date": 91,
    "time": 92,
    "timetz": 92,
    "timestamp": 93,
    "timestamptz": 93,
}
"""Numbers of java.sql.Types by PostgreSQL's names, as the Data API has them; others are OTHER, or ARRAY."""

_OTHER, _ARRAY = 1111, 2003
_DESCRIBE = """
SELECT t.oid, t.typname, t.typelem, coalesce(e.typname, ''), t.typcategory
FROM pg_type AS t LEFT JOIN pg_type AS e ON e.oid = t.typelem WHERE t.oid = ANY($1::oid[])
"""
_TABLES = """
SELECT c.oid, c.relname, n.nspname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.oid = ANY($1::oid[])
"""


class Unsupported(Exception):
    """What the Data API does not take or return."""


def numbered(sql: str) -> tuple[str, list[str]]:
    """The statement with $1 for its first named parameter, and the names in order."""
    names: list[str] = []
    escaped = [match.span() for match in _ESCAPED.finditer(sql)]

    def replace(match: "re.Match[str]") -> str:
        name = match["name"]
        if name is None or any(start <= match.start() < end for start, end in escaped):
            return match[0]
        if name not in names:
            names.append(name)
        return f"${names.index(name) + 1}"

    return _PARTS.sub(replace, sql), names


def run(connection: Connection, sql: str, given: list[Field]) -> Result:
    """Runs a statement with its parameters. Raises PgError and Unsupported."""
    text, names = numbered(sql)
    known = {parameter.get("name", ""): parameter for parameter in given}
    if missing := [name for name in names if name not in known]:
        raise Unsupported(f"Cannot find parameter: {missing[0]}")
    return connection.query(text, [_value(known[name]) for name in names])


def _value(parameter: Field) -> tuple[int, str | None]:
    """A parameter's type and text."""
    value, hint = parameter.get("value") or {}, parameter.get("typeHint")
    if value.get("isNull"):
        return 0, None
    if "arrayValue" in value:
        raise Unsupported("Array parameters are not supported.")
    if "booleanValue" in value:
        return _BOOLEAN, "true" if value["booleanValue"] else "false"
    if "longValue" in value:
        return _BIGINT, str(value["longValue"])
    if "doubleValue" in value:
        return _DOUBLE, repr(float(value["doubleValue"]))
    if "blobValue" in value:
        blob = value["blobValue"]
        return _BYTES, "\\x" + (blob if isinstance(blob, bytes) else base64.b64decode(blob)).hex()
    if "stringValue" in value:
        return _HINTS.get(hint or "", _TEXT), value["stringValue"]
    raise Unsupported(f"The parameter {parameter.get('name', '')} has no value.")


def records(connection: Connection, result: Result) -> list[list[Field]]:
    """The rows as the Data API returns them."""
    types = _types(connection, result)
    return [
        [_field(types[column.oid], text) for column, text in zip(result.columns, row, strict=True)]
        for row in result.rows
    ]


def formatted(connection: Connection, result: Result) -> str:
    """The rows as JSON, an object each."""
    types = _types(connection, result)
    rows = [
        {
            column.name: _plain(types[column.oid], text)
            for column, text in zip(result.columns, row, strict=True)
        }
        for row in result.rows
    ]
    return json.dumps(rows, separators=(",", ":"))


def metadata(connection: Connection, result: Result) -> list[Field]:
    """What the Data API says of the columns."""
    types = _types(connection, result)
    wanted = "{" + ",".join(str(column.table) for column in result.columns) + "}"
    found = connection.query(_TABLES, [(25, wanted)]).rows
    tables = {int(oid or 0): (table, schema) for oid, table, schema in found}
    return [
        _described(column, types[column.oid], tables.get(column.table, ("", ""))) for column in result.columns
    ]


class _Type:
    """A type of PostgreSQL."""

    def __init__(self, oid: int, name: str, element: "_Type | None"):
        self.oid, self.name, self.element = oid, name, element

    @property
    def jdbc(self) -> int:
        return _ARRAY if self.element else _JDBC.get(self.name, _OTHER)


def _types(connection: Connection, result: Result) -> dict[int, _Type]:
    wanted = "{" + ",".join({str(column.oid) for column in result.columns}) + "}"
    types = {}
    for oid, name, element, element_name, category in connection.query(_DESCRIBE, [(25, wanted)]).rows:
        inner = _Type(int(element or 0), element_name or "", None) if category == "A" else None
        types[int(oid or 0)] = _Type(int(oid or 0), name or "", inner)
    return types


def _described(column: Column, kind: _Type, table: tuple[str | None, str | None]) -> Field:
    precision, scale = (0, 0)
    if kind.name == "numeric" and column.modifier >= 4:
        precision, scale = (column.modifier - 4) >> 16, (column.modifier - 4) & 0xFFFF
    elif kind.name in ("varchar", "bpchar") and column.modifier >= 4:
        precision = column.modifier - 4
    return {
        "name": column.name,
        "label": column.name,
        "type": kind.jdbc,
        "typeName": kind.name,
        "tableName": table[0] or "",
        "schemaName": table[1] or "",
        "isAutoIncrement": False,
        "isSigned": kind.oid in _INTEGERS | _FLOATS or kind.name == "numeric",
        "isCurrency": kind.name == "money",
        "isCaseSensitive": kind.name in ("text", "varchar", "bpchar", "name"),
        "nullable": 2 if column.table == 0 else 1,
        "precision": precision,
        "scale": scale,
        "arrayBaseColumnType": kind.element.jdbc if kind.element else 0,
    }


def _field(kind: _Type, text: str | None) -> Field:
    if text is None:
        return {"isNull": True}
    if kind.element:
        return {"arrayValue": _array(kind.element, _elements(text))}
    if kind.oid == _BYTES:
        return {"blobValue": bytes.fromhex(text.removeprefix("\\x"))}
    value = _scalar(kind, text)
    names = {bool: "booleanValue", int: "longValue", float: "doubleValue", str: "stringValue"}
    return {names[type(value)]: value}


def _scalar(kind: _Type, text: str) -> bool | int | float | str:
    if kind.oid == _BOOLEAN:
        return text == "t"
    if kind.oid in _INTEGERS:
        return int(text)
    return float(text) if kind.oid in _FLOATS else text


def _plain(kind: _Type, text: str | None) -> Any:
    if text is None:
        return None
    if kind.element:
        return _lists(kind.element, _elements(text))
    if kind.oid == _BYTES:
        return base64.b64encode(bytes.fromhex(text.removeprefix("\\x"))).decode()
    return float(text) if kind.name == "numeric" else _scalar(kind, text)


def _lists(kind: _Type, elements: list[Any]) -> list[Any]:
    return [_lists(kind, one) if isinstance(one, list) else _plain(kind, one) for one in elements]


def _array(kind: _Type, elements: list[Any]) -> Field:
    if any(isinstance(one, list) for one in elements):
        return {"arrayValues": [_array(kind, one) for one in elements]}
    if None in elements:
        raise Unsupported("Arrays that hold NULL are not supported.")
    values = [_scalar(kind, one) for one in elements]
    if kind.oid == _BOOLEAN:
        return {"booleanValues": values}
    if kind.oid in _INTEGERS:
        return {"longValues": values}
    return {"doubleValues" if kind.oid in _FLOATS else "stringValues": values}


_ELEMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|([^,{}"]+)|([{},])', re.DOTALL)


def _elements(text: str) -> list[Any]:
    """The elements of an array as PostgreSQL writes it, such as {1,NULL} or {{"a,b",c}}."""
    begin = text.index("{")  # bounds may come before: [0:1]={1,2}
    stack: list[list[Any]] = [[]]
    for match in _ELEMENT.finditer(text, begin):
        quoted, bare, mark = match.groups()
        if mark == "{":
            stack.append([])
        elif mark == "}":
            done = stack.pop()
            stack[-1].append(done)
        elif quoted is not None:
            stack[-1].append(re.sub(r"\\(.)", r"\1", quoted))
        elif bare is not None:
            stack[-1].append(None if bare == "NULL" else bare)
    found: list[Any] = stack[0][0]
    return found


def told(refused: PgError) -> str:
    """An error of PostgreSQL in the words of the Data API."""
    place = f" Position: {refused.fields['P']};" if "P" in refused.fields else ""
    severity = refused.fields.get("V", refused.fields.get("S", "ERROR"))
    return f"{severity}: {refused};{place} SQLState: {refused.state}"
