"""The report of a comparison of laws: findings made by rule, and one page that opens offline."""
