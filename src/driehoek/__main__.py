"""``python -m driehoek`` is the command ``driehoek``."""

from driehoek.cli import main

if __name__ == "__main__":
    main()
