"""Packages of functions: what Lambda refuses about them, and how they are unpacked."""

import io
import shutil
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

LARGEST = 262_144_000
"""Bytes that a package may have when it is unpacked, as in Lambda."""


def fault(archive: bytes) -> str | None:
    """What is wrong with a package, in Lambda's words where it has any; None if nothing is."""
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
    """Unpacks a package: all of it or nothing. zipfile makes plain files of links and devices."""
    if reason := fault(archive):
        raise ValueError(reason)
    draft = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as archived:
            archived.extractall(draft)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
