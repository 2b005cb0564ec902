#!/bin/bash
# Sets up the desk: what runs its artifact, which is delivered once this has ended. Until there is a certificate for its
# name, it has one of its own.
set -euo pipefail

install -d -m 700 /etc/desk
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 -subj "/CN=desk" \
    -keyout /etc/desk/key.pem -out /etc/desk/certificate.pem

cat > /etc/systemd/system/desk.service <<'UNIT'
[Unit]
Description=Desk
Wants=network-online.target
After=network-online.target

[Service]
DynamicUser=yes
AmbientCapabilities=CAP_NET_BIND_SERVICE
EnvironmentFile=/etc/desk.env
LoadCredential=key.pem:/etc/desk/key.pem
LoadCredential=certificate.pem:/etc/desk/certificate.pem
ExecStart=/usr/bin/python3 /opt/desk/current/server.py
Restart=always

[Install]
WantedBy=multi-user.target
UNIT

systemctl daemon-reload
# Not started: there is no version yet.
systemctl enable desk.service
