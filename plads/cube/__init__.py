"""Activity per data version as one dense table, exact, with totals as explicit cells."""
