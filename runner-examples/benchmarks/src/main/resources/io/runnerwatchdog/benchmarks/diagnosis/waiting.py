"""Waits for ever: SHAPE COUNT FIRST. SHAPE is threads or processes, of which there are COUNT in all; each waits in a futex,
in a recv from a connection of its own or in a read from a pipe of its own, in turn. What the first one does is FIRST: recv
or sleep. Says r once all are there, and stays until it is killed, a
quarter of an hour at most."""
import os
import resource
import signal
import socket
import sys
import threading
import time

shape, count, first = sys.argv[1], int(sys.argv[2]), sys.argv[3]
signal.alarm(900)
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
threading.stack_size(256 * 1024)
listener = socket.create_server(("127.0.0.1", 0), backlog=16)
kept = [listener]


def connection():
    near = socket.create_connection(listener.getsockname())
    far, _ = listener.accept()
    kept.append(far)
    return near


def prepared(number):
    """The wait of one of them, with all that it needs opened beforehand."""
    kind = ("recv", "futex", "read")[number % 3]
    if kind == "recv":
        near = connection()
        return lambda: near.recv(1)
    if kind == "read":
        readable, writable = os.pipe()
        kept.append(writable)
        return lambda: os.read(readable, 1)
    lock = threading.Lock()
    lock.acquire()
    return lock.acquire


main = (lambda: time.sleep(100000)) if first == "sleep" else prepared(0)
for i in range(1, count):
    wait = prepared(i)
    if shape == "threads":
        threading.Thread(target=wait, daemon=True).start()
    elif os.fork() == 0:
        os.close(0)
        signal.alarm(900)
        wait()
        os._exit(0)
os.write(1, b"r")
main()
