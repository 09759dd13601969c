/// Room of RekeyDetect; filled in the next commits.
