"""Read the product's own fact files (YAML) in data/planer and data/faelles. Workbooks get a package beside this."""
