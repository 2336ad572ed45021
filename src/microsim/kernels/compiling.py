"""How kernels are compiled.

`compiled` has no reference counting. Kernels take tables as tuples of columns; with counting, handing such a tuple on
costs two atomic operations per column, which was half of all time. The price: a kernel may not allocate, so its room
to work comes in as an argument. The few that do allocate, none of them in an inner loop, are `allocating`. Nor does it
ask at each division whether the divisor is zero (a tenth of all time): kernels see to it that none is.
"""

from numba import njit

compiled = njit(cache=True, _nrt=False, error_model="numpy")
allocating = njit(cache=True)
inlined = njit(cache=True, inline="always", _nrt=False, error_model="numpy")
