"""Runs a command on a terminal of its own, closes that when the words of argv[1] are seen, and prints how the command ended."""
import os
import pty
import sys

words, command = sys.argv[1].encode(), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
seen = b""
while words not in seen:
    try:
        seen += os.read(terminal, 4096)
    except OSError:
        break
os.close(terminal)
_, status = os.waitpid(pid, 0)
print("signal %d" % os.WTERMSIG(status) if os.WIFSIGNALED(status) else "code %d" % os.WEXITSTATUS(status))
