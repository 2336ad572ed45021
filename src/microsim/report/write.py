"""From a comparison to its page: one file per language that opens without a network."""

import tempfile
from pathlib import Path

from microsim.config.errors import OutputError
from microsim.plots.words import Lang
from microsim.results.comparison.read import Comparison

HERE = Path(__file__).parent


def write_report(comparison: Comparison, folder: Path | str, lang: Lang = "en") -> Path:
    """Write the page of a comparison, figures inside, and the figures beside it in `figures/`.

    Args:
        comparison: what was compared. folder: where it goes, over a page that is there; made if it is missing.
        lang: language of all text.

    Returns:
        The page, `report.LANG.html`. It is there whole or not at all.
    """
    from microsim.plots.comparison.draw import draw_comparison  # start-up

    into = Path(folder)
    drawn = draw_comparison(comparison, into / "figures", lang)
    figures = {path.name.split(".")[0]: path for path in drawn if path.suffix == ".svg"}
    page = into / f"report.{lang}.html"
    try:
        text = render(comparison, figures, lang)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=into, suffix=".part", delete=False) as part:
            part.write(text)
        Path(part.name).chmod(0o644)  # temporary files are for their owner only, a report is to be passed on
        return Path(part.name).replace(page)
    except OSError as error:
        raise OutputError(f"{page} cannot be written: {error.strerror or error}.") from None


def render(comparison: Comparison, figures: dict[str, Path], lang: Lang) -> str:
    """The page as text.

    Args:
        comparison: what was compared. figures: SVG file by name of figure. lang: language.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # start-up
    from markupsafe import Markup  # start-up

    from microsim.plots.comparison.told import Told  # start-up

    from .page import page_of  # start-up

    def unbroken(text: object) -> object:
        # a browser may break a line between a minus and the sign of the currency
        return text.replace("\N{MINUS SIGN}", "\N{MINUS SIGN}\N{WORD JOINER}") if type(text) is str else text

    rooms = Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                        lstrip_blocks=True, finalize=unbroken)  # fmt: skip
    style = Markup((HERE / "report.css").read_text(encoding="utf-8"))  # ours, so nothing in it is to be escaped
    return rooms.get_template("report.html.j2").render(style=style, **page_of(Told(comparison, lang), figures))
