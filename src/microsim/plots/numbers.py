"""Numbers and dates as they are written in English and in French."""

import datetime as dt
import math

NARROW, FIXED = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
SIGNS = {"EUR": "€", "USD": "$"}
MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
}


def number(value: float, lang: str, decimals: int = 0) -> str:
    """A number with grouped thousands.

    Example:
        >>> number(266126, "en"), number(-1234.5, "fr", 1), number(-0.04, "en", 1)
        ('266,126', '−1\\u202f234,5', '0.0')
    """
    text = f"{value:,.{decimals}f}".replace("-", "\N{MINUS SIGN}")
    if text.startswith("\N{MINUS SIGN}") and not text.strip("\N{MINUS SIGN}0.,"):
        text = text[1:]  # what rounds to zero has no sign
    return text if lang == "en" else text.replace(",", NARROW).replace(".", ",")


def plain(value: float, lang: str) -> str:
    """A number without trailing zeros, for axes.

    Example:
        >>> plain(0.5, "fr"), plain(20, "fr"), plain(2000, "en")
        ('0,5', '20', '2,000')
    """
    decimals = max(0, -math.floor(math.log10(abs(value)))) if value and abs(value) < 1 else 0
    return number(value, lang, decimals)


def percent(share: float, lang: str) -> str:
    """A share in per cent: one decimal below ten per cent, none above.

    Example:
        >>> percent(0.056, "en"), percent(0.197, "fr"), percent(0.0002, "en"), percent(0, "en")
        ('5.6%', '20\\xa0%', '<0.1%', '0%')
    """
    sign = "%" if lang == "en" else f"{FIXED}%"
    if 0 < share < 0.0005:
        return f"<{number(0.1, lang, 1)}{sign}"
    decimals = 1 if 0 < share < 0.0995 else 0
    return f"{number(100 * share, lang, decimals)}{sign}"


def money(amount: float, currency: str, lang: str, decimals: int = 2) -> str:
    """An amount with its sign.

    Example:
        >>> money(1.766, "USD", "en"), money(21.0, "EUR", "fr")
        ('$1.77', '21,00\\xa0€')
    """
    sign = SIGNS.get(currency, currency)
    text = number(amount, lang, decimals)
    return f"{sign}{text}" if lang == "en" else f"{text}{FIXED}{sign}"


def sign(currency: str) -> str:
    """The sign of a currency, or its code.

    Example:
        >>> sign("EUR"), sign("CHF")
        ('€', 'CHF')
    """
    return SIGNS.get(currency, currency)


def month(date: dt.date, lang: str, year: bool) -> str:
    """A month, with its year below if asked for.

    Example:
        >>> month(dt.date(2019, 2, 1), "fr", year=True)
        'févr.\\n2019'
    """
    name = MONTHS[lang][date.month - 1]
    return f"{name}\n{date.year}" if year else name


def day(date: dt.date, lang: str) -> str:
    """A day of the year.

    Example:
        >>> day(dt.date(2019, 1, 1), "fr"), day(dt.date(2019, 1, 14), "en")
        ('1er janv.', '14 Jan')
    """
    ordinal = "1er" if lang == "fr" and date.day == 1 else str(date.day)
    return f"{ordinal} {MONTHS[lang][date.month - 1]}"


def signed_percent(share: float, lang: str) -> str:
    """A relative change in per cent with its sign, unless there is nearly none.

    Example:
        >>> signed_percent(0.0042, "en"), signed_percent(-0.213, "fr"), signed_percent(-0.0001, "en")
        ('+0.4%', '−21\\xa0%', '0%')
    """
    if abs(share) < 0.0005:
        return percent(0.0, lang)
    return ("+" if share > 0 else "\N{MINUS SIGN}") + percent(abs(share), lang)
