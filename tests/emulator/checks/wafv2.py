"""Checks of the corrections in emulator/services for wafv2."""

from uuid import UUID

from .support import aws, check


@check("wafv2")
def sets_of_addresses_are_changed_with_their_token() -> None:
    client = aws("wafv2")
    place = {"Name": "office", "Scope": "REGIONAL"}
    made = client.create_ip_set(**place, IPAddressVersion="IPV4", Addresses=["192.0.2.0/24"])["Summary"]
    assert str(UUID(made["LockToken"])) == made["LockToken"]
    again = client.update_ip_set(**place, Id=made["Id"], LockToken=made["LockToken"], Addresses=[])
    assert str(UUID(again["NextLockToken"])) == again["NextLockToken"] != made["LockToken"]
