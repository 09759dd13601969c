/// Room of RekeyReport; filled in the next commits.
