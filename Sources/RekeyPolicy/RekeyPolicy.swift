/// Room of RekeyPolicy; filled in the next commits.
