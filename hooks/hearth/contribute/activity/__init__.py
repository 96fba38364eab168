"""Activity elsewhere, from exports of chats and forums, as acts without names and texts."""
