"""What every feature stands on in Sphinx: domain, settings, nodes, and the registry of an app."""
