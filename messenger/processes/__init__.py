"""Work on what strangers wrote, which may take too long: done in a process of its own, which is ended then."""
