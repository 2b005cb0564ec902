"""One file per service, with what it adds to moto and what it corrects. See `emulator/registry.py`."""
