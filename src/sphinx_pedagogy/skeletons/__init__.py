"""What a new course, module or lesson begins as."""
