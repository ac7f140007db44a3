"""Acts: pure functions from state and command to changes or findings. No ports, no repositories, no bus."""
