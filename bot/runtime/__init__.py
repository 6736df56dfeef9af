"""What the running process needs of itself: its time, its memory, its log kept short. Knows no other part."""
