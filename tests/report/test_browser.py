"""The page in a real browser without a network: it shows what it says, at the width of a screen and of a phone."""

import shutil
import subprocess

import numpy as np
import pytest
from PIL import Image

from microsim.report import write_report
from microsim.results.comparison.example import comparison_example

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here (Debian: apt-get install chromium)")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
LIMIT = 120  # seconds

MEASURE = """<script>addEventListener("load", () => {
  const shown = [...document.images].filter(image => image.complete && image.naturalWidth > 300);
  const wide = document.documentElement.scrollWidth;
  parent.postMessage(`${shown.length} of ${document.images.length} figures, ${wide} wide in ${innerWidth}`, "*");
})</script></head>"""
FRAME = """<!DOCTYPE html><title>waiting</title><script>onmessage = said => { document.title = said.data; }</script>
<iframe src="measured.html" style="width:360px;height:800px;border:0"></iframe>"""


def browse(page, profile, *words):
    command = [CHROMIUM, *QUIET, f"--user-data-dir={profile}", *words, page.resolve().as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=LIMIT)


@pytest.fixture(scope="module", params=("en", "fr"))
def page(request, tmp_path_factory):
    return write_report(comparison_example(), tmp_path_factory.mktemp(request.param), request.param)


@pytest.mark.parametrize("width", (1100, 500))
def test_it_is_shown(page, tmp_path, width):
    shot = tmp_path / "page.png"
    done = browse(page, tmp_path / "profile", f"--window-size={width},9000", f"--screenshot={shot}")
    assert shot.is_file(), done.stderr
    with Image.open(shot) as image:
        dots = np.array(image.convert("L"))
    assert dots.shape == (9000, width)
    inked = (dots < 128).mean(axis=1).reshape(-1, 1500).mean(axis=1)
    assert (inked > 0.005).all()  # ink from top to bottom, nowhere a blank screen


def test_its_figures_are_decoded_and_nothing_sticks_out(page, tmp_path):
    # a copy with a script that measures: the page itself has none; in a frame, as no window is as narrow as a phone
    copy, frame = tmp_path / "measured.html", tmp_path / "frame.html"
    copy.write_text(page.read_text(encoding="utf-8").replace("</head>", MEASURE, 1), encoding="utf-8")
    frame.write_text(FRAME, encoding="utf-8")
    done = browse(frame, tmp_path / "profile", "--window-size=500,900", "--dump-dom", "--virtual-time-budget=10000")
    assert "6 of 6 figures, 360 wide in 360" in done.stdout, done.stdout[:500]
