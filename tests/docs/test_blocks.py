"""Every Python block of the documentation runs, page by page, from top to bottom."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ALL = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
LONG = ("report", "outputs")  # they draw reports and figures
PAGES = [
    pytest.param(page, id=str(page.relative_to(ROOT)), marks=[pytest.mark.long] if page.stem in LONG else [])
    for page in ALL if BLOCK.search(page.read_text("utf-8"))
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_the_blocks_of_a_page_run(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = page.read_text("utf-8")
    names = {"__name__": page.stem}
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start(1))
        exec(compile("\n" * line + block[1], page, "exec"), names)
