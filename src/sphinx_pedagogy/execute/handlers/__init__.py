"""What the events of a Sphinx build do: pages get their outputs, notices and warnings."""
