"""Space steps: what is set apart or moved before anything is divided; one file each."""
