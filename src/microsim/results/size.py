"""What may be read of a run that is a sample of a market: what is below the scale card."""

from microsim.facts.measured import METRIC, least_scales

from .measures import told

WORDS = {
    "below": (
        "At scale {scale}, a sample, not to be read: {names} (scale card, docs/evidence/scale_card.md).",
        "À l'échelle {scale}, un échantillon, à ne pas lire : {names} (docs/evidence/scale_card.md).",
    ),
    "below_effects": (
        "At scale {scale}, a sample, effects on these are not to be read: {names} (docs/evidence/scale_card.md).",
        "À l'échelle {scale}, un échantillon, les effets sur ceci sont à ne pas lire : {names}"
        " (docs/evidence/scale_card.md).",
    ),
    "from": ("{name} (from {least})", "{name} (dès {least})"),
    "unknown": (
        "A sample at scale {scale} of a scenario of which nobody measured from which size on it may be read.",
        "Un échantillon à l'échelle {scale} d'un scénario dont nul n'a mesuré à partir de quelle taille il se lit.",
    ),
}


def below_the_card(scenario: str, scale: float, kind: str, currency: str, lang: str) -> str:
    """One line on what a run of such a size does not tell; empty if it is at full size, or the card allows all.

    Args:
        scenario, scale: of the run.
        kind: `facts.measured.METRIC` or `EFFECT`.
        currency: ISO 4217 code, for labels.
        lang: of `WORDS`.

    Example:
        >>> below_the_card("mine", 0.1, METRIC, "EUR", "en")[:24], below_the_card("mine", 1.0, METRIC, "EUR", "en")
        ('A sample at scale 0.1 of', '')
    """
    at = ("en", "fr").index(lang)
    if scale >= 1.0:
        return ""
    card = least_scales(scenario, kind)
    if not card:
        return WORDS["unknown"][at].format(scale=_size(scale, lang))
    names = [
        WORDS["from"][at].format(name=_lower(told(name, currency)[f"label_{lang}"]), least=_size(least, lang))
        for name, least in card.items() if least > scale
    ]  # fmt: skip
    key = "below" if kind == METRIC else "below_effects"
    return WORDS[key][at].format(scale=_size(scale, lang), names=", ".join(names)) if names else ""


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _size(scale: float, lang: str) -> str:
    """A size as people write it.

    Example:
        >>> _size(0.05, "en"), _size(0.05, "fr")
        ('0.05', '0,05')
    """
    return f"{scale:g}".replace(".", "," if lang == "fr" else ".")
