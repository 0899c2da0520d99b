"""What pages state, and the course that all of them together make."""
