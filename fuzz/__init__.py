"""Long random runs behind ``make fuzz``."""
