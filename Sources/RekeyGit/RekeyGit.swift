/// Room of RekeyGit; filled in the next commits.
