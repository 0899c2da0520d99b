"""The adapter for MyST-NB: all that this package knows of its private insides."""
