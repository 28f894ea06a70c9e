"""What docs/ways-out.md has in its delivery.yaml is carried out: a folder, a bucket, a chat, an envelope."""

from __future__ import annotations

from pathlib import Path

import pytest
from delivery.bucketserver import BucketServer
from delivery.hookserver import HookServer
from delivery.ways import send, states
from pages import DOCS, blocks
from support import TINY

from reportgen.delivery.messages.readback import ReadBack
from reportgen.press.enveloping import open_envelope

PASSWORD = "correct horse 7 staple"


def test_the_example_goes_every_way(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (block,) = [block for block in blocks(DOCS / "ways-out.md") if block.file == "delivery.yaml"]
    assert "/srv/briefs" in block.body
    (tmp_path / "srv").mkdir()
    declared = block.body.replace("/srv/briefs", f"{tmp_path}/srv")
    (project / "data" / TINY / "delivery.yaml").write_text(declared, "utf-8")
    monkeypatch.setenv("REPORTGEN_PASSWORD_ANN", PASSWORD)
    (tmp_path / "moto").mkdir()
    with BucketServer(tmp_path / "moto") as bucket, HookServer() as hook:
        for name, value in {**bucket.settings, **hook.settings}.items():
            monkeypatch.setenv(name, value)
        assert send("--dry-run") == 0
        said = capsys.readouterr().out
        assert "4 messages would be sent, and none was" in said
        assert send() == 0, capsys.readouterr().err
        assert f"briefs/desk/{TINY}/{TINY}.en.index.json" in bucket.files().find("briefs")
    assert (tmp_path / "srv" / TINY / f"{TINY}.en.html").exists()
    assert f"https://briefs.example.com/{TINY}/{TINY}.en.pdf" in hook.posts[0]["text"]
    (message,) = (project / "output" / "outbox").iterdir()
    (envelope,) = ReadBack.of(message.read_bytes()).files.values()
    assert len(open_envelope(envelope, PASSWORD).files) == 2
    assert set(states(capsys).values()) == {"sent"}
