/// Room of RekeySupabase; filled in the next commits.
