"""How rules read prose and code: words, phrases, titles, numbers."""
