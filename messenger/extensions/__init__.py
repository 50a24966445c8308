"""Extensions: one Python file each, trusted code that an operator installs; what they offer, how they run."""
