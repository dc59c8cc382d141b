"""A peer that misbehaves on purpose. Usage: peer.py HOW ADDRESS...; prints "ready" once it does."""
import os
import socket
import sys
import time

HOW = sys.argv[1]
kept = []


def listener(port, backlog=64):
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", port))
    server.listen(backlog)
    return server


def ready():
    print("ready", flush=True)


def for_each(server, serve):
    """Accepts for ever; what was accepted stays open."""
    ready()
    while True:
        connection, _ = server.accept()
        kept.append(connection)
        serve(connection)


def silent(connection):
    """Says nothing and reads nothing."""


def halfway(connection):
    """Answers any request with the first half of a file."""
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-tar\r\nContent-Length: 20480\r\n\r\n" + b"\0" * 10240)


def steady(connection):
    """Answers any request with some bytes ten times a second, for ten seconds."""
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"x" * 1000)
        time.sleep(0.1)


def refuses_work(connection):
    """Answers any request with 503."""
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    connection.close()


if HOW == "tcp-silent":
    for_each(listener(int(sys.argv[2])), silent)
elif HOW == "http-halfway":
    for_each(listener(int(sys.argv[2])), halfway)
elif HOW == "http-steady":
    for_each(listener(int(sys.argv[2])), steady)
elif HOW == "http-503":
    for_each(listener(int(sys.argv[2])), refuses_work)
elif HOW == "unix-silent":
    server = socket.socket(socket.AF_UNIX)
    server.bind(sys.argv[2])
    server.listen(64)
    for_each(server, silent)
elif HOW == "udp-silent":
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind((sys.argv[2], int(sys.argv[3])))
    ready()
    while True:
        server.recv(65536)
elif HOW == "full-backlog":
    # Nobody accepts: once the queue is full, the kernel drops each further SYN.
    port = int(sys.argv[2])
    server = listener(port, 0)
    while True:
        client = socket.socket()
        client.settimeout(0.5)
        kept.append(client)
        try:
            client.connect(("127.0.0.1", port))
        except socket.timeout:
            break
    ready()
    while True:
        time.sleep(3600)
elif HOW == "terminal":
    # A terminal in front of which nobody sits; its name goes into the file that is given.
    master, slave = os.openpty()
    with open(sys.argv[2], "w") as name:
        name.write(os.ttyname(slave))
    ready()
    while True:
        os.read(master, 65536)
else:
    sys.exit(__doc__)
