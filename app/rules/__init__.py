"""The Programme's rules as dated data, the sums and the verdicts worked from them. Pure: knows no session and no Qt."""
