"""What a change of the course would break and mend."""
