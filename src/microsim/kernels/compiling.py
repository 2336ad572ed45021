"""How kernels are compiled.

`compiled` is a function with a cache on disk. `inlined` is for functions that receive tables: Numba hands a tuple of
columns from function to function by value, array by array, and compiles that passing again for each of them; pasting
the function into its caller avoids both.
"""

from numba import njit

compiled = njit(cache=True)
inlined = njit(cache=True, inline="always")
