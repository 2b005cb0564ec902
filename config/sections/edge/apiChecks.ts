import { suggestion } from "../../../model/text";
import { type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";
import type { Check } from "../../checks/check";
import { textOf } from "../../checks/paths";

type Api = Values["apis"][string];

/** Authorizers, mutual TLS and CORS of an API. */
export const apiAccess: Check = {
    keys: ["apis", "domain"],
    run: ({ apis, domain }, { root }) =>
        Object.entries(apis).flatMap(([name, api]) => {
            const key = `plumbline:apis.${name}`;
            return [
                ...authorizersExist(key, api),
                ...authorizersFit(key, api),
                ...signaturesReachIt(key, api),
                ...mutualTls(key, api, domain !== undefined, root),
                ...(api.corsCredentials && api.corsOrigins.length === 0
                    ? [
                          {
                              key: `${key}.corsCredentials`,
                              message:
                                  "true is not allowed without corsOrigins, the origins whose pages may send cookies",
                          },
                      ]
                    : []),
            ];
        }),
};

/** Whether an authorizer is a user pool, the stack's own or one that exists. */
function isDirectory(id: string): boolean {
    return /^(existing:)?directory\//.test(id);
}

function authorizersExist(key: string, api: Api): Problem[] {
    const known = [...Object.keys(api.authorizers), "iam"];
    const unknown = (at: string, id: string): Problem[] =>
        known.includes(id) || isDirectory(id)
            ? []
            : [
                  {
                      key: at,
                      message: `${show(id)} is not allowed; it must be directory/<name>, or one of ${known.join(", ")}${suggestion(id, known)}`,
                  },
              ];
    const routes = Object.entries(api.routes).flatMap(([route, settings]) => {
        if (settings.public) return [];
        const at = `${key}.routes["${route}"]`;
        const id = settings.authorizer ?? api.authorizer;
        if (id === undefined) {
            return [
                {
                    key: at,
                    message: "has no authorizer, and neither has the API; name one, or make the route public",
                },
            ];
        }
        const isToken = isDirectory(id) || "issuer" in (api.authorizers[id] ?? {});
        const scopes =
            settings.scopes.length > 0 && !isToken
                ? [
                      {
                          key: `${at}.scopes`,
                          message: `a list is not allowed with the authorizer ${show(id)}; only tokens have scopes`,
                      },
                  ]
                : [];
        return [...(settings.authorizer === undefined ? [] : unknown(`${at}.authorizer`, id)), ...scopes];
    });
    return [...(api.authorizer === undefined ? [] : unknown(`${key}.authorizer`, api.authorizer)), ...routes];
}

/** Of an API: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MOST_AUTHORIZERS = 10;

/** Those that no route uses are not there. Behind a CDN public routes have one, too, which asks for its secret. */
function authorizersFit(key: string, api: Api): Problem[] {
    const used = Object.values(api.routes).flatMap((route) => {
        if (route.public) return api.cdn ? ["public"] : [];
        const id = route.authorizer ?? api.authorizer;
        return id === undefined || id === "iam" ? [] : [id];
    });
    const count = new Set(used).size;
    return count <= MOST_AUTHORIZERS
        ? []
        : [
              {
                  key: `${key}.routes`,
                  message: `${count} authorizers of routes are not allowed; they must be at most ${MOST_AUTHORIZERS}, which is what API Gateway takes for an API${used.includes("public") ? ", with the one of public routes behind a CDN" : ""}`,
              },
          ];
}

/** A signature is made for a host name, and API Gateway sees another one than the caller if CloudFront is between. */
function signaturesReachIt(key: string, api: Api): Problem[] {
    const signed = Object.values(api.routes).some(
        (route) => !route.public && (route.authorizer ?? api.authorizer) === "iam",
    );
    return api.cdn && signed
        ? [
              {
                  key: `${key}.cdn`,
                  message:
                      "true is not allowed with routes for iam: their signatures would be for another host name; use tokens, or false",
              },
          ]
        : [];
}

function mutualTls(key: string, { mutualTls: file, cdn }: Api, hasDomain: boolean, root: string): Problem[] {
    if (file === undefined) return [];
    const at = `${key}.mutualTls`;
    const complain = (message: string): Problem[] => [
        { key: at, message: `${show(file)} is not allowed ${message}` },
    ];
    if (!hasDomain)
        return complain(
            "without plumbline:domain: callers' certificates are checked on a name of one's own only",
        );
    if (cdn) return complain("with a cdn, which callers would show their certificates to instead");
    return textOf(root, file)?.includes("-----BEGIN CERTIFICATE-----")
        ? []
        : [
              {
                  key: at,
                  message: `${show(file)} is not allowed; it must be a file below the project with certificates (PEM)`,
              },
          ];
}
