"""The ways out: mail, folders, buckets and chats behind one transport, and secrets kept out of what they say."""
