"""Production agreements: price times quantity per product, with control totals."""
