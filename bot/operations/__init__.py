"""What whoever looks after the process needs: its health, its figures, word to systemd. Changes no conversation."""
