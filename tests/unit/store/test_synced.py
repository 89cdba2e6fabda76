from __future__ import annotations

from pathlib import Path

import pytest

from sayso.store.synced import synced_folder


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("home/ana/Dropbox/x.sayso", "Dropbox"),
        ("home/ana/Dropbox (Paper)/work/x.sayso", "Dropbox"),
        ("Users/ana/OneDrive/x.sayso", "OneDrive"),
        ("Users/ana/OneDrive - The Paper/x.sayso", "OneDrive"),
        ("Users/ana/Google Drive/My Drive/x.sayso", "Google Drive"),
        ("Users/ana/Library/CloudStorage/GoogleDrive-a@b.org/x.sayso", "a cloud service"),
        ("Users/ana/Library/Mobile Documents/com~apple~CloudDocs/x.sayso", "iCloud Drive"),
        ("home/ana/Nextcloud/x.sayso", "Nextcloud"),
        ("home/ana/boxes/x.sayso", None),
        ("home/ana/documents/x.sayso", None),
        ("home/ana/dropbox-exports-2019/x.sayso", None),
    ],
)
def test_services_are_told_by_their_folders(path: str, service: str | None) -> None:
    assert synced_folder(Path("/") / path) == service


@pytest.mark.parametrize(("marker", "service"), [(".stfolder", "Syncthing"), (".dropbox", "Dropbox")])
def test_services_are_told_by_what_they_leave(tmp_path: Path, marker: str, service: str) -> None:
    case = tmp_path / "shared" / "deep" / "x.sayso"
    case.mkdir(parents=True)
    assert synced_folder(case) is None
    (tmp_path / "shared" / marker).mkdir()
    assert synced_folder(case) == service
