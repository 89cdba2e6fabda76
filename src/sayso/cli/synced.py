"""Folders that are copied elsewhere by a sync program: a case there leaves this machine without anyone asking."""

from __future__ import annotations

from pathlib import Path

NAMES = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "icloud drive",
    "iclouddrive",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "pcloud",
    "mega",
    "megasync",
    "box sync",
    "syncthing",
)
"""Folders that sync programs make, in lower case; "OneDrive - Newsroom" counts too."""
MARKS = (".dropbox", ".stfolder", ".sync_log", ".nextcloudsync.log", ".owncloudsync.log", ".tmp.driveupload")
"""Files that sync programs leave at the root of what they copy."""


def synced_folder(path: Path) -> Path | None:
    """The folder at or above ``path`` that a sync program seems to copy elsewhere; None if there is none."""
    for folder in (path.absolute(), *path.absolute().parents):
        name = folder.name.casefold()
        if any(name == known or name.startswith((f"{known} -", f"{known} (")) for known in NAMES) or _marked(folder):
            return folder
    return None


def _marked(folder: Path) -> bool:
    return any((folder / mark).exists() for mark in MARKS)
