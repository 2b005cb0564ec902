/** The application that a new project begins with. */
import type { Answers } from "./answers";

/** Texts by path, relative to the project. */
export type Files = Readonly<Record<string, string>>;

export function application({ name, beginnings }: Pick<Answers, "name" | "beginnings">): Files {
    return {
        ...(beginnings.includes("api") && { "functions/hello/index.mjs": HELLO }),
        ...(beginnings.includes("site") && { "site/index.html": page(name) }),
        ...(beginnings.includes("service") && { "services/web/main.mjs": WEB }),
        ...(beginnings.includes("server") && { "servers/tool/setup.sh": SETUP }),
    };
}

const HELLO = `/** Answers the API's routes. What \`uses:\` names arrives in the environment: addresses, and secrets as ARNs. */
export async function handler({ routeKey }) {
    if (routeKey === "GET /health") return reply(200, { status: "ok" });
    return reply(404, { message: \`there is no route \${routeKey}\` });
}

function reply(statusCode, body) {
    return { statusCode, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
`;

const WEB = `// What a local stack runs instead of the service's image: the emulator has no containers. It must listen on PORT.
import { createServer } from "node:http";

const { PORT, HOST } = process.env;

createServer((request, response) => {
    response.setHeader("content-type", "text/plain; charset=utf-8");
    response.end(\`This is the service web, asked for \${request.url}\\n\`);
}).listen(Number(PORT), HOST, () => console.log("web listens"));
`;

function page(name: string): string {
    return `<!doctype html>
<html lang="en">
    <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${name}</title>
    </head>
    <body>
        <h1>${name}</h1>
        <p>This page comes from a private bucket, through the site's distribution.</p>
    </body>
</html>
`;
}

const SETUP = `#!/bin/bash
# Sets up the server when it starts for the first time: what listens on $PORT is what the load balancer reaches.
set -euo pipefail

install -d /srv/tool
echo '<!doctype html><title>tool</title><h1>tool</h1>' > /srv/tool/index.html

cat > /etc/systemd/system/tool.service <<'UNIT'
[Unit]
Description=tool
Wants=network-online.target
After=network-online.target tool-secrets.service

[Service]
DynamicUser=yes
EnvironmentFile=/etc/tool.env
EnvironmentFile=-/run/tool.env
ExecStart=/usr/bin/python3 -m http.server \${PORT} --directory /srv/tool
Restart=always

[Install]
WantedBy=multi-user.target
UNIT

systemctl daemon-reload
systemctl enable --now tool.service
`;
