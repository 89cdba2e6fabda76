"""What ships for those who test or extend Sayso: fakes, and suites that hold every back end to its promises."""
