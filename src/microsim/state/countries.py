"""Where people live and what they speak, as numbers: the codes of countries and of gates, and who passes them."""

import math

import numpy as np

from microsim.config.countries import Country
from microsim.config.schema import Config

LEAST_SHARE = 1.0 / 20_000  # of prospects who register: where fewer would, numbers cannot be kept up


def countries(config: Config) -> list[str]:
    """All countries that the configuration names; their place is the code used in columns."""
    named = list(config.population.country_shares) + [t.country for t in config.task_types.values() if t.country]
    return list(dict.fromkeys([*named, *config.population.countries]))


def languages(config: Config) -> list[str]:
    """All languages that somebody works in; the code of a batch that asks for one follows those of countries."""
    return list(dict.fromkeys(lang for c in config.population.countries.values() for lang in c.languages))


def of_country(config: Config, name: str) -> Country:
    """What is declared of a country; the defaults where nothing is.

    Example:
        >>> from microsim import load
        >>> of_country(load(), "FR").pay_ratio
        1.0
    """
    return config.population.countries.get(name, Country())


def speaks(config: Config) -> np.ndarray:
    """Share of people of each country who work in each language, ``float64[n_countries, n_languages]``."""
    all_of = languages(config)
    rows = [[of_country(config, name).languages.get(lang, 0.0) for lang in all_of] for name in countries(config)]
    return np.array(rows, float).reshape(len(rows), len(all_of))


def by_gate(by_country: np.ndarray, spoken: np.ndarray, there: np.ndarray | bool = True) -> np.ndarray:
    """What holds for somebody who passes a gate: for the people of a country, and for any who speak a language.

    Args:
        by_country: ``bool[n_platforms, n_countries]``.
        spoken: whether anybody there speaks it, ``bool[n_countries, n_languages]``.
        there: of who speak a language, who may work on the platform, ``bool[n_platforms, n_countries]``.

    Returns:
        ``bool[n_platforms, n_countries + n_languages]``.

    Example:
        >>> by_gate(np.array([[True, False, False]]), np.array([[1, 0], [1, 1], [0, 1]], bool)).tolist()
        [[True, False, False, True, False]]
    """
    return np.concatenate([by_country, ((by_country & there)[:, :, None] & spoken).any(axis=1)], axis=1)


def share_registering(config: Config, name: str, advertised: float) -> float:
    """Share of the prospects of a country who register at some advertised pay, in the currency's 1/10,000 per hour.

    Impression and reservation wage are log-normal: for each motive it is Phi(log ratio of medians / joint spread).

    Example:
        >>> from microsim import load
        >>> round(share_registering(load(["scenario=mturk_2017"]), "US", 13_800.0), 6)
        0.5
    """
    m, total = config.motives, 0.0
    for motive, share in config.population.motive_shares:
        own = getattr(m, motive)
        spread = max(math.hypot(own.reservation_log_sd, config.churn.impression_log_sd), 1e-9)
        asked = own.reservation_wage * of_country(config, name).pay_ratio * 10_000
        total += share * (0.5 + 0.5 * math.erf(math.log(advertised / asked) / spread / math.sqrt(2.0)))
    return max(total, LEAST_SHARE)


def entry_differs(config: Config) -> bool:
    """Whether somewhere, among those who are there at the start, others register than elsewhere."""
    there = [of_country(config, name) for name, share in config.population.country_shares.items() if share > 0.0]
    return any((country.pay_ratio, country.interest) != (1.0, 1.0) for country in there)


def prospects_per_exit(config: Config, advertised: float) -> np.ndarray:
    """Prospects of each country of the start for one person whom life takes away, while pay is as advertised.

    Where people ask for less more of them register: without this, the mix would drift by construction.
    """
    return np.array([
        share * of_country(config, name).interest / share_registering(config, name, advertised)
        for name, share in config.population.country_shares.items()
    ])  # fmt: skip
