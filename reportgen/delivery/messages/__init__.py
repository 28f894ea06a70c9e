"""What goes out: messages, posts and envelopes, composed, read back and proved."""
