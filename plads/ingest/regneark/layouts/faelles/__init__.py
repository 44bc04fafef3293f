"""What several layouts share: units, municipalities, control sums and matrices of counts."""
