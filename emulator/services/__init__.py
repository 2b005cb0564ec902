"""The corrections, one file per AWS service. See `emulator/registry.py`."""
