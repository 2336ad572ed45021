"""Countries, languages and pools that do not fit together: one line that says what, where, why and the cure."""

import pytest

from microsim.cli import main
from microsim.config.load import load

TWO = "population.country_shares={FR: 0.5, MG: 0.5}"
OPENS = "shock=low_wage_pool"
COUNTRY = "shock.low_wage_pool.country"
MISTAKES = [
    (["population.country_shares={FR: 0.5, MG: 0.6}"], "population.country_shares add up to 1.1, not to 1"),
    (["population.countries={MG: {}}"], "population.countries.MG is nowhere: nobody lives there and no shock opens it"),
    (["scenario=global_pool", "population.countries={nroth_america: {}}"], "the nearest is north_america"),
    ([TWO, "population.countries={MG: {pay_ratio: 0}}"],
     "population.countries.MG.pay_ratio = 0 is outside [0.001, 100]"),
    ([TWO, "population.countries={MG: {pay_rato: 1}}"], "did you mean population.countries.MG.pay_ratio?"),
    ([TWO, "population.countries={MG: {languages: {english: 2}}}"], "languages.english = 2 is outside [0, 1]"),
    ([TWO, "population.countries={MG: {languages: {english: true}}}"], "is not a number"),
    (["task_types.translation.language=klingon"], "task_types.translation.language = 'klingon' is spoken by nobody"),
    (["scenario=global_pool", "task_types.translation.language=klingon"], "has english"),
    (["scenario=global_pool", "task_types.translation.country=africa"], "asks for a country and a language: leave one"),
    ([OPENS, f"{COUNTRY}=mars"], "shock.low_wage_pool.country = 'mars' is not in population.countries"),
    (["scenario=global_pool", OPENS, f"{COUNTRY}=afrika"], "the nearest of"),
    ([OPENS, "shock.low_wage_pool.from_day=90"], "from_day = 90 is after the run ends"),
    (["scenario=france_2019", OPENS, "shock.low_wage_pool.people=9", "shock.low_wage_pool.days=5"],
     "479,027 people a day hear of the platforms, 50,000 at most. Raise its days"),
    (["demand.gate_shares={FR: 0.5}"], "demand.gate_shares add up to 0.5, not to 1"),
    (["demand.gate_shares={DE: 1}"], "demand.gate_shares.DE is nowhere: the nearest of FR is FR"),
    (["task_types=mturk_2017", "demand.gate_shares={UK: 1}"], "the nearest of FR, US is US"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "fragment"), MISTAKES, ids=[" ".join(words) for words, _ in MISTAKES])
def test_a_mistake_gives_one_line_and_status_2(words, fragment, capsys):
    assert main(["run", "--cfg", "job", *words]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and fragment in err, err


def test_there_are_bits_for_so_many_countries_and_languages_only(capsys):
    shares = ", ".join(f"{name}: {1 / 32}" for name in ("FR", *(f"C{n}" for n in range(31))))
    many = ["task_types=mturk_2017", f"population.country_shares={{{shares}}}"]
    assert main(["run", "--cfg", "job", *many]) == 0
    assert main(["run", "--cfg", "job", *many, "population.countries={C1: {languages: {english: 1}}}"]) == 2
    assert "there are 33 countries and 1 languages: 31 at most together" in capsys.readouterr().err


def test_two_shocks_may_not_open_one_country(tmp_path, capsys):
    (tmp_path / "shock").mkdir()
    target = "_target_: microsim.shocks.low_wage_pool.LowWagePool"
    text = f"# @package shock.again\n{target}\ncountry: low_wage\nfrom_day: 9\n"
    (tmp_path / "shock" / "again.yaml").write_text(text, "utf-8")
    assert main(["run", "--cfg", "job", "--config-dir", str(tmp_path), "shock=[low_wage_pool,again]"]) == 2
    assert "another shock opens it, too" in capsys.readouterr().err


def test_the_shock_brings_the_country_that_it_opens_unless_it_names_another():
    assert load([OPENS]).population.countries["low_wage"].pay_ratio == 0.3
    own = load([OPENS, "population.countries.mine.pay_ratio=2", f"{COUNTRY}=mine", "~population.countries.low_wage"])
    assert own.shock["low_wage_pool"].country == "mine" and list(own.population.countries) == ["mine"]
