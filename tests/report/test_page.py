"""The page is whole, opens alone, can be read by everybody, in both languages, and a browser shows what it says."""

import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image

from microsim.config.errors import OutputError
from microsim.plots.comparison.told import Told
from microsim.report import write_report
from microsim.report.headlines import cards
from microsim.report.page import assumptions_of
from microsim.report.reading import HOW, LIMITS
from microsim.report.words import WORDS
from microsim.report.write import render
from microsim.results.comparison.example import comparison_example

LANGS = ("en", "fr")
ENGLISH_AT_ONCE = ("en", pytest.param("fr", marks=pytest.mark.long))  # each page is drawn for some seconds
VOID = {"meta", "img", "br", "link", "input", "hr"}


class Page(HTMLParser):
    """Tags in their order; what is closed must have been opened last."""

    def __init__(self, text: str):
        super().__init__()
        self.open, self.tags, self.headings, self.said = [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"style", "script"} & set(self.open):
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The page of a language, with its figures beside it; each is written once."""
    return cache(lambda lang: write_report(comparison_example(missing=True), tmp_path_factory.mktemp(lang), lang))


@pytest.fixture(scope="module", params=ENGLISH_AT_ONCE)
def whole(request, written):
    """The language, the text of the page and its tags."""
    path = written(request.param)
    assert path.name == f"report.{request.param}.html"
    text = path.read_text(encoding="utf-8")
    return request.param, text, Page(text)


@pytest.fixture(scope="module")
def text_of(written):
    """The text of the page of another comparison, around the figures of the whole one: for tests of words alone."""

    def text(comparison, lang="en") -> str:
        drawn = sorted((written(lang).parent / "figures").glob("*.svg"))
        return render(comparison, {path.name.split(".")[0]: path for path in drawn}, lang)

    return text


def test_the_language_is_named_and_there_is_one_title(whole):
    lang, text, page = whole
    assert dict(page.tags)["html"]["lang"] == lang
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


def test_every_picture_is_told_in_words_and_lies_inside(whole):
    _, _, page = whole
    pictures = [attrs for tag, attrs in page.tags if tag == "img"]
    assert len(pictures) == 6
    assert all(len(picture["alt"]) > 80 and "{" not in picture["alt"] for picture in pictures)
    assert all(picture["src"].startswith("data:image/svg+xml;base64,") for picture in pictures)


def test_nothing_is_fetched_and_nothing_runs(whole):
    _, text, page = whole
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "link", "iframe", "object"}
    assert "url(" not in text and "@import" not in text
    for _, attrs in page.tags:
        assert not str(attrs.get("src", "data:")).startswith(("http", "//", "file"))


def test_links_lead_somewhere_and_names_are_unique(whole):
    _, _, page = whole
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for tag, attrs in page.tags:
        if tag == "a":
            assert attrs["href"].removeprefix("#") in ids
        assert attrs.get("aria-labelledby", ids[0]) in ids


def test_it_says_where_it_comes_from_and_what_is_missing(whole):
    lang, _, page = whole
    for part in ("microsim compare scenario=france_2019 scale=0.05", "a81bd0c4e2f1", "3f5c9a1e77d0", "1–10", "3.11.2"):
        assert part in page.text
    assert "FloatingPointError: overflow in price" in page.text
    assert ("seeds 7, 8" if lang == "en" else "graines 7, 8") in page.text


def test_what_is_not_checked_says_so(whole):
    lang, _, page = whole
    mark = "to be checked against the text" if lang == "en" else "à vérifier dans le texte"
    assert re.search(r"2024/2831, [Aa]rticle\s5\s\(" + mark, page.text)
    assert ("to be checked against" in page.text) == (lang == "en")


def test_french_has_its_spaces_and_no_holes(whole):
    lang, _, page = whole
    assert not re.search(r"\bnan\b|None|\{\w*\}", page.text)
    said = "\n".join(page.said)
    if lang == "fr":
        assert not re.search(r"\w [:;!?%»]", said), re.findall(r".{20}\w [:;!?%»].{5}", said)


@pytest.mark.parametrize("lang", ENGLISH_AT_ONCE)
def test_one_seed_is_a_warning_and_no_interval_is_shown(text_of, lang):
    page = Page(text_of(comparison_example(1, 0), lang))
    assert ("One seed only" if lang == "en" else "Une seule graine.") in page.text
    assert not re.search(r"[+−]\d[\d.,]* (to|à) [+−]", page.text)


@pytest.mark.parametrize("lang", LANGS)
def test_no_results_at_all_are_a_page_too(tmp_path, lang):
    whole = comparison_example(missing=True)
    nothing = {frame: getattr(whole, frame).iloc[:0] for frame in ("effects", "winners", "paths", "assumptions")}
    page = Page(write_report(replace(whole, **nothing), tmp_path, lang).read_text(encoding="utf-8"))
    assert ("No run under this law has a result" if lang == "en" else "n'a de résultat") in page.text


def test_text_of_others_is_escaped(text_of):
    whole = comparison_example(missing=True)
    lost = whole.missing.assign(error="<script>alert(1)</script>")
    text = text_of(replace(whole, missing=lost))
    assert "<script>" not in text and "&lt;script&gt;" in text


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        write_report(comparison_example(), tmp_path / "file", "en")


def test_words_are_there_in_both_languages():
    for english, french in [*WORDS.values(), *(text for _, text in HOW), *LIMITS]:
        assert english and french
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", french))


@pytest.mark.parametrize(("draws", "said"), [(0, "were not varied in this comparison"), (5, "too few draws (5)")])
def test_few_draws_are_not_said_to_be_none(draws, said):
    assert said in assumptions_of(Told(comparison_example(10, draws), "en"))


def test_a_card_names_the_baseline_of_its_own_seeds():
    whole = comparison_example()
    effects = whole.effects.assign(n_seeds=whole.effects.n_seeds.where(whole.effects.law != "pay_floor", 8))
    shown = {card["name"]: card["numbers"][0]["baseline"]
             for card in cards(Told(replace(whole, effects=effects), "en")) if not card["is_baseline"]}  # fmt: skip
    assert shown["Pay floor"].endswith("(8 of 10 seeds)") and "seeds" not in shown["EU Directive 2024/2831"]


def test_a_made_up_market_is_no_part_of_a_real_one(text_of):
    whole = comparison_example()
    made_up = replace(whole, about={**whole.about, "scenario": "classroom", "scale": 0.3})
    page = Page(text_of(made_up))
    assert "a made-up market at scale 0.3" in page.text
    assert not re.search(r"real one|for the whole|published figures", page.text)


def test_nothing_is_minus_zero_and_no_mark_of_code_is_left(whole):
    lang, _, page = whole
    assert not re.search(r"[+−]0([.,]0+)?(?![\d.,])", page.text), re.findall(r"[+−]0[.,]?0*(?![\d.,]).{20}", page.text)
    assert "`" not in page.text and "securite" not in page.text and "sécurité" in page.text
    assert ("workers in France" if lang == "en" else "les travailleurs en France") in page.text
    assert ("23 Nov 2026, 14:00" if lang == "en" else "23 nov. 2026 à 14") in page.text


# in a real browser without a network, at the width of a screen and of a phone

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
HINT = "there is no Chromium here (Debian: apt-get install chromium-headless-shell)"
in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason=HINT)
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


@pytest.fixture(params=ENGLISH_AT_ONCE)
def page(request, written):
    return written(request.param)


@in_a_browser
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


@in_a_browser
def test_its_figures_are_decoded_and_nothing_sticks_out(page, tmp_path):
    # a copy with a script that measures: the page itself has none; in a frame, as no window is as narrow as a phone
    copy, frame = tmp_path / "measured.html", tmp_path / "frame.html"
    copy.write_text(page.read_text(encoding="utf-8").replace("</head>", MEASURE, 1), encoding="utf-8")
    frame.write_text(FRAME, encoding="utf-8")
    done = browse(frame, tmp_path / "profile", "--window-size=500,900", "--dump-dom", "--virtual-time-budget=10000")
    assert "6 of 6 figures, 360 wide in 360" in done.stdout, done.stdout[:500]
