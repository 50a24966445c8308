"""Requests that this server makes to others: only to addresses that anybody on the Internet could reach."""
