"""Heavy computing on what is handed in: division, checks, forecasts, simulation. No files, no clock."""
