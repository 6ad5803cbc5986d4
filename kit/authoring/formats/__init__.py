"""One file for each kind of source: from its bytes to blocks, in the order in which they stand there."""
