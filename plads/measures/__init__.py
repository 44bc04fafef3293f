"""What numbers say: change or noise, rates and intervals, fair comparison. Values in, results out; pure."""
