"""The calendar of the day, its demand, and what shocks make of both."""
