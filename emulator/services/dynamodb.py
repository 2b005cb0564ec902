"""DynamoDB: change streams."""

from types import ModuleType
from typing import Any

from emulator.registry import Service

dynamodb = Service("dynamodb")


@dynamodb.patch("moto.dynamodb.models")
def streams_can_be_enabled_again(module: ModuleType) -> None:
    """A stream that was disabled can't be enabled again, as it must be in order to show something else."""

    def update(_backend: Any, table: Any, specification: dict[str, Any]) -> None:
        if specification.get("StreamEnabled") and table.stream_specification["StreamEnabled"]:
            raise module.StreamAlreadyEnabledException
        table.set_stream_specification(specification)

    module.DynamoDBBackend.update_table_streams = update
