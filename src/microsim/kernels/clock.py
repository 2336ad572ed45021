"""Units of time, in seconds."""

HOUR = 3600.0
DAY = 86_400
MONTH = 30.4375  # days in a mean month
