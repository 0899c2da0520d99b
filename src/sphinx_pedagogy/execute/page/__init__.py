"""A page with cells, as its author wrote it: its code, its options, its inputs."""
