/// Room of RekeySources; filled in the next commits.
