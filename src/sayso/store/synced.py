"""Which service copies a folder elsewhere: a case in such a folder leaves the machine without anybody asking."""

from __future__ import annotations

import re
from pathlib import Path

_PARTS = (
    (re.compile(r"dropbox( \(.+\))?", re.IGNORECASE), "Dropbox"),
    (re.compile(r"onedrive( ?- ?.+)?", re.IGNORECASE), "OneDrive"),
    (re.compile(r"google ?drive(-.+)?|googledrive(-.+)?|my drive", re.IGNORECASE), "Google Drive"),
    (re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs", re.IGNORECASE), "iCloud Drive"),
    (re.compile(r"nextcloud\d*", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"owncloud\d*", re.IGNORECASE), "ownCloud"),
    (re.compile(r"syncthing", re.IGNORECASE), "Syncthing"),
    (re.compile(r"box( sync|-box)?", re.IGNORECASE), "Box"),
    (re.compile(r"pclouddrive|pcloud drive", re.IGNORECASE), "pCloud"),
    (re.compile(r"megasync( downloads)?", re.IGNORECASE), "MEGA"),
    (re.compile(r"synologydrive", re.IGNORECASE), "Synology Drive"),
    (re.compile(r"cloudstorage", re.IGNORECASE), "a cloud service"),
)
_MARKERS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".stignore", "Syncthing"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.drivedownload", "Google Drive"),
    (".SynologyWorkingDirectory", "Synology Drive"),
)


def synced_folder(path: Path) -> str | None:
    """The service that seems to copy ``path`` elsewhere, told by the names and marker files of the folders around it.

    Only a warning can rest on it: a folder may be synced without a sign, and a name may mislead.
    """
    named, real = path.absolute(), path.resolve()
    for part in (*named.parts, *real.parts):
        for pattern, service in _PARTS:
            if pattern.fullmatch(part):
                return service
    for folder in (*named.parents, *real.parents):
        for marker, service in _MARKERS:
            if _there(folder / marker):
                return service
    return None


def _there(path: Path) -> bool:
    try:
        path.lstat()
    except OSError:
        return False
    return True
