"""Which outputs a page shows: stored ones, new ones, or what the policy of the project says."""
