"""Where a law is written, as a French reader knows the act. The list of acts is kept in English."""

import re

from microsim.plots.comparison.words import in_language
from microsim.plots.words import Lang

FRENCH = (
    ("to be checked against the text", "à vérifier dans le texte"),
    (", Article", ", article"),
    ("Directive (EU)", "Directive (UE)"),
    ("France: micro-social regime", "France : régime micro-social"),
    ("France: minimum wage (SMIC)", "France : salaire minimum (SMIC)"),
    ("France: law of 8 August 2016 (El Khomri)", "France : loi du 8 août 2016 (El Khomri)"),
    ("and following", "et suivants"),
    ("Germany: Crowdsourcing Code of Conduct and ombuds office",
     "Allemagne : code de conduite du crowdsourcing et médiation"),
    ("Workers' demand (petition of 2022)", "Demande de travailleurs (pétition de 2022)"),
    ("Platform rule (Prolific)", "Règle d'une plateforme (Prolific)"),
    ("Prolific floor / advice / fee", "Prolific : plancher, conseils et frais"),
    ("rule of the platform", "règle de la plateforme"),
    (", terms", ", conditions d'utilisation"),
    (", voluntary", ", volontaire"),
    (", none", ", aucun article"),
)  # fmt: skip


def anchor_to_read(anchor: str, lang: Lang) -> str:
    """An anchor without the number of its row, in one language; what is still to be checked says so in both.

    Example:
        >>> anchor_to_read("L2 Directive (EU) 2024/2831, Article 5 (to be checked against the text)", "fr")
        'Directive (UE) 2024/2831, article\\xa05 (à vérifier dans le texte)'
    """
    text = re.sub(r"^[A-Z]\d+ ", "", anchor) or anchor
    text = text.replace("Code de la securite sociale", "Code de la sécurité sociale")  # its name in every language
    text = re.sub(r"Article (\d)", "Article\N{NO-BREAK SPACE}\\1", text)
    if lang == "en":
        return text.removesuffix(", none")
    for english, french in FRENCH:
        text = text.replace(english, french)
    return in_language(text, lang)
