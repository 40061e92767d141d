import { Agent as HttpsAgent } from "node:https";
import { Agent } from "agent-base";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";

/** Connects through the proxy that `HTTPS_PROXY` and `NO_PROXY` specify for a host, or directly if there is none. */
export class EnvironmentProxyAgent extends Agent {
    private readonly direct: HttpsAgent;
    private readonly proxied = new Map<string, HttpsProxyAgent<string>>();

    /** @param connections how many may be open to one host at once */
    constructor(private readonly connections: number) {
        super();
        this.direct = new HttpsAgent({ keepAlive: true, maxSockets: connections });
    }

    connect(_request: unknown, options: { readonly host?: string | undefined; readonly port?: unknown }): HttpsAgent {
        const proxy = getProxyForUrl(`https://${options.host ?? ""}:${options.port ?? 443}`);
        if (proxy === "") {
            return this.direct;
        }
        const agent =
            this.proxied.get(proxy) ?? new HttpsProxyAgent(proxy, { keepAlive: true, maxSockets: this.connections });
        this.proxied.set(proxy, agent);
        return agent as unknown as HttpsAgent;
    }
}
