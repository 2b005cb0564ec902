"""Packages of Lambda functions: checks and unpacks them."""

import io
import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

LARGEST = 262_144_000
"""Lambda's limit for an unpacked package, in bytes."""


def fault(archive: bytes) -> str | None:
    """Why Lambda refuses a package, in the words of Lambda if known; None for a valid package."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as archived:
            entries = archived.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "Could not unzip uploaded file. Please check your file, then try to upload again."
    # zipfile reads no more of an entry than it announces.
    if sum(entry.file_size for entry in entries) >= LARGEST:
        return f"Unzipped size must be smaller than {LARGEST} bytes"
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts:
            return f"The package has a file outside of its own folder: {entry.filename!r}"
    return None


def unpack(archive: bytes, folder: Path) -> None:
    """Unpacks a package as a whole or not at all. zipfile turns links and devices into plain files."""
    unpack_all([archive], folder)


def unpack_all(archives: list[bytes], folder: Path) -> None:
    """The same of several, each over those before it, as Lambda does with layers."""
    for archive in archives:
        if reason := fault(archive):
            raise ValueError(reason)
    draft = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    try:
        for archive in archives:
            with zipfile.ZipFile(io.BytesIO(archive)) as archived:
                archived.extractall(draft)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
