"""Division models: how the space of a lot is divided; one file each."""
