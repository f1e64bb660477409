"""`python -m creditui`: the same as the `creditui` command."""

from creditui.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
