"""Looking at the pages that messages link to, in the background."""
