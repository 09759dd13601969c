/// Room of RekeyPatterns; filled in the next commits.
