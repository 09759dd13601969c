/// Room of RekeyPipeline; filled in the next commits.
