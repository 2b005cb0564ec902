#!/bin/bash
# Sets up the reports: a small web server on the port that the platform chose.
set -euo pipefail

install -d /srv/reports
echo '<!doctype html><title>Reports</title><h1>Reports</h1>' > /srv/reports/index.html

cat > /etc/systemd/system/reports.service <<'UNIT'
[Unit]
Description=Reports
Wants=network-online.target
After=network-online.target reports-secrets.service

[Service]
DynamicUser=yes
EnvironmentFile=/etc/reports.env
EnvironmentFile=-/run/reports.env
ExecStart=/usr/bin/python3 -m http.server ${PORT} --directory /srv/reports
Restart=always

[Install]
WantedBy=multi-user.target
UNIT

systemctl daemon-reload
systemctl enable --now reports.service
