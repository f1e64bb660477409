"""The machine that staff reach over SSH: what creditui needs of it, making it, checking it."""
