"""The awards page: the awards of the Recognition Scheme and their certificates."""
