"""What an administrator does: officers, backups, the check of the office."""
