"""After-steps: what is adjusted once every model has worked; one file each."""
