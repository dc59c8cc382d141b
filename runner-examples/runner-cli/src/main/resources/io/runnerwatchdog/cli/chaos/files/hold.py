"""Holds a lock until killed. Usage: hold.py flock|posix|sqlite FILE; prints "ready" once it is held."""
import fcntl
import sqlite3
import sys
import time

how, name = sys.argv[1:]
if how == "sqlite":
    database = sqlite3.connect(name, isolation_level=None)
    database.execute("create table if not exists t (x)")
    database.execute("begin exclusive")
else:
    file = open(name, "a")
    (fcntl.flock if how == "flock" else fcntl.lockf)(file, fcntl.LOCK_EX)
print("ready", flush=True)
while True:
    time.sleep(3600)
