"""WAF: lock tokens."""

import uuid
from types import ModuleType
from typing import Any

from emulator.registry import Service

wafv2 = Service("wafv2")


@wafv2.patch("moto.wafv2.models")
def whole_tokens(module: ModuleType) -> None:
    """The lock token of a set of addresses is the beginning of one, which no update may have."""
    made, changed = module.FakeIPSet.__init__, module.FakeIPSet.update

    def make(found: Any, *args: Any, **settings: Any) -> None:
        made(found, *args, **settings)
        found.lock_token = str(uuid.uuid4())

    def change(found: Any, *args: Any, **settings: Any) -> None:
        changed(found, *args, **settings)
        found.lock_token = str(uuid.uuid4())

    module.FakeIPSet.__init__, module.FakeIPSet.update = make, change
