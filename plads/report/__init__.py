"""Reports: tables in, the bytes of a file out."""
