"""Plain HTTP routes that need no server-side page: signing in, links, health and the few files of our own."""
