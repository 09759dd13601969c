/// Room of RekeyRules; filled in the next commits.
