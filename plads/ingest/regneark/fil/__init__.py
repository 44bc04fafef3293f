"""From the bytes of a file to typed cells, behind the guard and in a process of its own."""
