"""Tries to get into a running desk, to make it do something, or to take its room: called by .ci/desk.

Wrong host, wrong origin, no secret, paths that lead out, 100 MB, a slow head, a slow body, 1,000 connections. After each the
desk must still answer its own browser at once.
"""
import http.client, json, os, pathlib, resource, socket, time, urllib.parse


class Desk:
    def __init__(self, link):
        self.url = urllib.parse.urlsplit(link)
        self.port, self.base = self.url.port, self.url.path.rstrip("/")
        self.key = urllib.parse.parse_qs(self.url.query)["key"][0]
        self.own = {"Host": f"127.0.0.1:{self.port}", "Cookie": f"desk={self.key}"}

    def ask(self, method, path, headers, body=None, timeout=30):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        try:
            if body is not None:
                connection.send(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has answered and listens no longer
        try:
            answer = connection.getresponse()
            return answer.status, answer.read(200_000)
        except (ConnectionResetError, http.client.RemoteDisconnected):
            return 0, b""
        finally:
            connection.close()

    def alive(self, within=2.0):
        began = time.monotonic()
        status, _ = self.ask("GET", f"{self.base}/", self.own)
        took = time.monotonic() - began
        assert status == 200, f"the desk answers {status}"
        assert took < within, f"the desk took {took:.2f} s"
        return took


def memory(pid):
    """MiB of a process."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def attack(link, pid):
    desk = Desk(link)
    home, origin = f"{desk.base}/", f"http://127.0.0.1:{desk.port}"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    desk.alive(10)
    before = memory(pid)

    for host in ["evil.example", f"evil.example:{desk.port}", "127.0.0.1", f"127.0.0.1:{desk.port}@evil.example", f"[::1]:{desk.port + 1}"]:
        status, body = desk.ask("GET", home, desk.own | {"Host": host})
        assert status == 421 and desk.key.encode() not in body, (host, status)
    for cookie in ["", "desk=", "desk=" + "0" * 32, "desk=" + desk.key[:-1], "other=" + desk.key]:
        assert desk.ask("GET", home, desk.own | {"Cookie": cookie})[0] == 403, cookie
    for path in ["/", "/" + "0" * 16 + "/", f"/?key={desk.key}", f"{desk.base}x/", "/favicon.ico", "//", f"/..{desk.base}/"]:
        assert desk.ask("GET", path, desk.own)[0] == 403, path
    for theirs in ["http://evil.example", "null", f"http://127.0.0.1:{desk.port + 1}", f"https://127.0.0.1:{desk.port}", f"http://localhost:{desk.port}"]:
        assert desk.ask("POST", f"{desk.base}/targets/make", desk.own | form | {"Origin": theirs}, b"")[0] == 403, theirs
    assert desk.ask("POST", f"{desk.base}/targets/make", desk.own | form, b"")[0] == 403, "no origin"
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"]:
        assert desk.ask(method, home, desk.own)[0] in (400, 405, 403), method
    for path in ["../plan.toml", "%2e%2e/inputs/plan.toml", "..%2f..%2f..%2fetc%2fpasswd", "..%5c..%5cplan.toml", "/etc/passwd", "%2fetc%2fpasswd", ".lock", ".desk/", "%00", "a" * 60_000]:
        for folder in ["outputs", "inputs"]:
            status, body = desk.ask("GET", f"{desk.base}/{folder}/{path}", desk.own)
            assert 400 <= status < 500 and b"root:" not in body and b"fiscal_year" not in body, (folder, path[:40], status)
    print("attack: wrong hosts, origins, secrets, methods and paths are refused")

    # 100 MB without the secret are not even read; with it, a form of that size is refused.
    large = b"lang=" + b"x" * 100_000_000
    for headers, wanted in [({"Host": desk.own["Host"]}, (403, 0)), (desk.own | {"Origin": origin}, (413, 0))]:
        status, _ = desk.ask("POST", f"{desk.base}/language", headers | form, large)
        assert status in wanted, status
        desk.alive()
    files = (b"--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.xlsx\"\r\n\r\n" + b"x" * 100_000_000 + b"\r\n--b--\r\n")
    status, _ = desk.ask("POST", f"{desk.base}/receive/drop", desk.own | {"Origin": origin, "Content-Type": "multipart/form-data; boundary=b"}, files)
    assert status != 200 and status < 500, status
    desk.alive()
    del large, files
    grown = memory(pid) - before
    assert grown < 80, f"the desk grew by {grown:.0f} MiB"
    print(f"attack: 100 MB are refused, the desk grew by {grown:.0f} MiB")

    # A head that never ends, and a body that stops on the way.
    slow = socket.create_connection(("127.0.0.1", desk.port))
    slow.sendall(f"GET {home} HTTP/1.1\r\nHost: {desk.own['Host']}\r\nX-Slow: ".encode())
    stuck = socket.create_connection(("127.0.0.1", desk.port))
    stuck.sendall(f"POST {desk.base}/language HTTP/1.1\r\nHost: {desk.own['Host']}\r\nCookie: {desk.own['Cookie']}\r\nOrigin: {origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nlang=".encode())
    desk.alive()
    for name, connection, most in [("head", slow, 6), ("body", stuck, 26)]:
        began = time.monotonic()
        connection.settimeout(most + 10)
        try:
            while connection.recv(65536):
                pass
        except ConnectionResetError:
            pass
        took = time.monotonic() - began
        assert took < most, f"a slow {name} was waited for {took:.0f} s"
        connection.close()
    print("attack: a slow head and a slow body are given up")

    # Connections that say nothing take their places, and give them back.
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    idle = []
    for _ in range(1000):
        connection = socket.socket()
        connection.setblocking(False)
        connection.connect_ex(("127.0.0.1", desk.port))
        idle.append(connection)
    began = time.monotonic()
    desk.alive(12)
    waited = time.monotonic() - began
    for connection in idle:
        connection.close()
    time.sleep(0.2)
    desk.alive()
    assert memory(pid) - before < 120, f"{memory(pid):.0f} MiB"
    print(f"attack: 1,000 silent connections; the desk's own browser waited {waited:.1f} s, then nothing")

    # Not on any other address of this machine.
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        probe.connect(("192.0.2.1", 9))
        address = probe.getsockname()[0]
    except OSError:
        address = None
    if address and not address.startswith("127."):
        try:
            socket.create_connection((address, desk.port), timeout=3).close()
            raise AssertionError(f"it listens on {address}")
        except (ConnectionRefusedError, TimeoutError):
            print(f"attack: nothing listens on {address}")
    listening = [line.split()[1] for name in ["tcp", "tcp6"] for line in pathlib.Path(f"/proc/net/{name}").read_text().splitlines()[1:] if line.split()[3] == "0A"]
    ours = {at.split(":")[0] for at in listening if int(at.split(":")[1], 16) == desk.port}
    assert ours <= {"0100007F", "00000000000000000000000001000000"} and ours, f"it listens on {ours}"
    print("attack: it listens on the loopback addresses alone")


if __name__ == "__main__":
    import sys
    attack(sys.argv[1], int(sys.argv[2]))
