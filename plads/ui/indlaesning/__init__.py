"""The way of a file from somebody's disk into the store: five steps, a receipt, and the way back."""
