"""Serves a folder to git as a dumb HTTP server does, to whoever has the password.

Arguments: FOLDER USER:PASSWORD LOG [REDIRECT]. Prints its port; writes a line for each request with its path and
Authorization; with REDIRECT it sends everybody there who has the password. Ends with its stdin.
"""

import base64
import http.server
import sys
import threading

folder, credentials, log = sys.argv[1:4]
redirect = sys.argv[4] if len(sys.argv) > 4 else None
expected = "Basic " + base64.b64encode(credentials.encode()).decode()


class Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments):
        super().__init__(*arguments, directory=folder)

    def do_GET(self):
        given = self.headers.get("Authorization")
        with open(log, "a") as file:
            file.write(f"{self.path} {given}\n")
        if given != expected:
            body = f"no: {given}\n".encode()
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="test"')
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        elif redirect:
            self.send_response(302)
            self.send_header("Location", redirect + self.path)
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
