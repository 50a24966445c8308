"""Small group chats written the way others write them, to compare with."""
