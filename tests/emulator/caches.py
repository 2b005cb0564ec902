"""Uses a cache of the emulator as applications do, and prints what happened as JSON.

usage: caches.py <URL> <folder of the emulator>
"""

import json
import socket
import ssl
import sys
from pathlib import Path
from typing import Any

import boto3

url, folder = sys.argv[1], Path(sys.argv[2])
client = boto3.client("elasticache", endpoint_url=url, region_name="eu-west-1")
NAME = "sessions"
TOKENS = [letter * 20 for letter in "abc"]


def nodes() -> Any:
    return client.describe_replication_groups(ReplicationGroupId=NAME)["ReplicationGroups"][0]["NodeGroups"][
        0
    ]


def ask(address: str, *commands: list[str], tls: bool = True) -> list[str]:
    """The first lines of the answers, or the error."""
    try:
        plain = socket.create_connection((address, 6380), timeout=30)
        trusting = ssl.create_default_context(cafile=folder / "databases" / "rds-ca.pem")
        opened = trusting.wrap_socket(plain, server_hostname=address) if tls else plain
        answers = []
        for command in commands:
            words = "".join(f"${len(word)}\r\n{word}\r\n" for word in command)
            opened.sendall(f"*{len(command)}\r\n{words}".encode())
            answers.append(opened.recv(4096).decode().strip())
        opened.close()
    except OSError as error:
        return [type(error).__name__]
    return answers


client.create_cache_parameter_group(
    CacheParameterGroupName="lru", CacheParameterGroupFamily="valkey8", Description="d"
)
client.modify_cache_parameter_group(
    CacheParameterGroupName="lru",
    ParameterNameValues=[{"ParameterName": "maxmemory-policy", "ParameterValue": "allkeys-lru"}],
)
client.create_replication_group(
    ReplicationGroupId=NAME,
    ReplicationGroupDescription="d",
    Engine="valkey",
    CacheNodeType="cache.t4g.micro",
    NumCacheClusters=2,
    Port=6380,
    CacheParameterGroupName="lru",
    TransitEncryptionEnabled=True,
    AuthToken=TOKENS[0],
)
primary, reader = nodes()["PrimaryEndpoint"]["Address"], nodes()["ReaderEndpoint"]["Address"]
found: dict[str, Any] = {"addresses": [primary, reader]}
if primary.startswith("127."):

    def signed_in(address: str, token: str, *commands: list[str]) -> list[str]:
        return ask(address, ["AUTH", token], *commands)

    def renew(token: str, strategy: str) -> None:
        client.modify_replication_group(
            ReplicationGroupId=NAME,
            AuthToken=token,
            AuthTokenUpdateStrategy=strategy,
            ApplyImmediately=True,
        )

    found["unknown"] = ask(primary, ["PING"])
    found["plain"] = ask(primary, ["PING"], tls=False)
    found["wrong"] = signed_in(primary, "wrong")
    found["written"] = signed_in(primary, TOKENS[0], ["SET", "k", "v"])
    found["read"] = signed_in(reader, TOKENS[0], ["GET", "k"])
    found["policy"] = signed_in(primary, TOKENS[0], ["INFO", "memory"])[1]
    found["withheld"] = signed_in(primary, TOKENS[0], ["CONFIG", "GET", "*"])
    renew(TOKENS[1], "ROTATE")
    found["rotated"] = [signed_in(primary, token)[0] for token in TOKENS[:2]]
    renew(TOKENS[2], "SET")
    found["set"] = [signed_in(primary, token)[0] for token in TOKENS]
    client.delete_replication_group(ReplicationGroupId=NAME)
    found["deleted"] = ask(primary, ["PING"])
print(json.dumps(found))
