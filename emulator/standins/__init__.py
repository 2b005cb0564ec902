"""Stand-ins: what a stack names below `plumbline:existing`, made in the empty account of a rehearsal."""
