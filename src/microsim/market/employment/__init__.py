"""Employees of platforms: their hours and their wages."""
