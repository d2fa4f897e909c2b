"""Pages of the door, of one's own account, and of posts and colleagues."""
