"""Making what is handed out: the folder that runs, the Debian package, the Windows installer."""
