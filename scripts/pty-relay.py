"""Makes a pseudo-terminal and carries octets between it and stdin/stdout, for the simulated modem.

On descriptor 3 it tells what happens, a line each: `path NAME`, `open`, `close`. While no program has the
terminal open, what the modem says is lost, as on a real stick.
"""

import os
import pty
import select
import time
import tty

LOOK_MS = 10


def tell(line):
    os.write(3, (line + "\n").encode())


def is_closed(master):
    poll = select.poll()
    poll.register(master, select.POLLHUP)
    return any(flags & select.POLLHUP for _, flags in poll.poll(0))


def main():
    master, slave = pty.openpty()
    tty.setraw(slave)
    tell("path " + os.ttyname(slave))
    os.close(slave)
    is_open = False
    poll = select.poll()
    poll.register(0, select.POLLIN)
    poll.register(master, select.POLLIN)
    while True:
        if not is_open:
            if is_closed(master):
                ready, _, _ = select.select([0], [], [], LOOK_MS / 1000)
                if ready and not os.read(0, 65536):
                    return
                continue
            is_open = True
            tell("open")
        for descriptor, flags in poll.poll():
            if descriptor == 0:
                octets = os.read(0, 65536)
                if not octets:
                    return
                os.write(master, octets)
            elif flags & select.POLLIN:
                try:
                    os.write(1, os.read(master, 65536))
                except OSError:
                    is_open = False
            else:
                is_open = False
        if not is_open:
            tell("close")
            time.sleep(LOOK_MS / 1000)


main()
