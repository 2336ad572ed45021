"""Requesters judge what was submitted, and the verdicts are booked."""
