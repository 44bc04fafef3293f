"""A made-up school system with known truths, written as the workbooks staff know."""
