"""What other programs send here: their payloads as texts of messages."""
