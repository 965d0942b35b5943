"""Commands that run proxies with the configurations of deploy/."""

import os
import re
from pathlib import Path

DEPLOY = Path(__file__).resolve().parent.parent.parent / "deploy"


def caddy(folder, port, upstream, scheme="http"):
    """Return the command and the environment of Caddy with our configuration."""
    text = (DEPLOY / "Caddyfile").read_text()
    assert "\tservers {" in text
    file = folder / "Caddyfile"
    # The port of its interface is the same for every Caddy.
    own = "\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n"
    file.write_text(text.replace("\tservers {", f"{own}\tservers {{", 1))
    environment = {
        "SITE_HOST": f"{scheme}://127.0.0.1:{port}",
        "SITE_UPSTREAM": f"127.0.0.1:{upstream}",
        **dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), str(folder)),
    }
    command = ["caddy", "run", "--config", str(file), "--adapter", "caddyfile"]
    return command, environment


def nginx(folder, port, upstream):
    """Return the command and the environment of nginx with our configuration."""
    text = (DEPLOY / "nginx.conf").read_text()
    text = re.sub(r"server \{\s*listen 80;.*?\n\}\n", "", text, flags=re.DOTALL)
    text = re.sub(r".*(listen \[::\]|ssl_certificate).*\n", "", text)
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    text = text.replace("server 127.0.0.1:8000", f"server 127.0.0.1:{upstream}")
    text = text.replace("/var/log/nginx", str(folder))
    assert str(port) in text
    assert str(upstream) in text
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    file = folder / "nginx.conf"
    # As root, nginx would change to a user who may not write here.
    user = "user root; " if os.geteuid() == 0 else ""
    file.write_text(
        f"{user}daemon off; pid {folder}/pid; error_log stderr;\n"
        "events { worker_connections 2048; }\n"
        f"http {{ {places} {text} }}"
    )
    return ["nginx", "-p", str(folder), "-c", str(file)], {}
