"""Papers: what the office prints, all through one `Paper`. A sheet goes in, the bytes of a PDF come out."""
