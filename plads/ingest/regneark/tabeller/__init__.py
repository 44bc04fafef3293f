"""What tables and cells say: headings, rows, numbers, dates and periods, whatever the layout."""
