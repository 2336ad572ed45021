"""Approval rates, lock-outs and suspensions."""
