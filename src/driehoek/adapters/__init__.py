"""One folder per outside world; none knows another."""
