"""Stories of whole people in a real browser, against a server started as the README says."""
