"""Where pages run: in a process on this machine, on Dask, or wherever a plugin takes them."""
