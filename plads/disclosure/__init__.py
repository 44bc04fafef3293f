"""The one gate between true counts of children and everything that is shown."""
