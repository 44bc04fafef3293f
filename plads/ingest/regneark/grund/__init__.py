"""What all of the reading shares: sheets, what Plads knows, what a reader is asked and what it gives."""
