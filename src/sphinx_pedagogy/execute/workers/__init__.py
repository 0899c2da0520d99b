"""This machine as a worker for others: its programs, its GPUs, and who may talk to it."""
