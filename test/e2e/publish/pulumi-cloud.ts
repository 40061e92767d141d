import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

/** A policy pack as `pulumi policy publish` describes it. Source: `CreatePolicyPackRequest` of pulumi/pulumi. */
export interface PublishedPack {
    readonly name: string;
    readonly displayName: string;
    readonly versionTag: string;
    readonly readme?: string;
    readonly policies: readonly {
        readonly name: string;
        readonly enforcementLevel: string;
        readonly configSchema?: { readonly properties: Readonly<Record<string, unknown>> };
        readonly url?: string;
    }[];
}

/** What the stack's policy group requires of a pack: its configuration by policy. */
export type GroupConfig = Readonly<Record<string, unknown>>;

/** A change of a policy group. Source: `UpdatePolicyGroupRequest` of pulumi/pulumi. */
export interface GroupChange {
    readonly group: string;
    readonly addPolicyPack?: { readonly name: string; readonly versionTag?: string; readonly config?: GroupConfig };
    readonly removePolicyPack?: { readonly name: string };
}

interface Exchange {
    readonly method: string;
    readonly path: string;
    readonly body: Buffer;
    /** The body as JSON, or `{}`. */
    readonly json: Record<string, unknown>;
    /** The parts of the path that the route left open. */
    readonly parts: readonly string[];
}

/** A body to answer with; bytes as they are, anything else as JSON. */
type Answer = { readonly status?: number; readonly body?: unknown };

type Route = readonly [method: string, path: RegExp, answer: (exchange: Exchange) => Answer];

const ORGANIZATION = "acme";
const ANY = "GET|POST|PUT|PATCH|DELETE";

/**
 * Stands in for Pulumi Cloud on this machine, with one organization and one policy group: enough of its REST interface for
 * `pulumi policy publish`, and for previews that have to enforce what was published. It is not a real service: it checks
 * nothing and forgets everything.
 */
export class PulumiCloud {
    /** What was published, by its name. */
    readonly published = new Map<string, PublishedPack>();
    /** How policy groups were changed, in order. */
    readonly groupChanges: GroupChange[] = [];
    /** How often each pack was downloaded. */
    readonly downloads: string[] = [];
    private readonly tarballs = new Map<string, Buffer>();
    private readonly stacks = new Set<string>();
    private config: GroupConfig = {};

    private constructor(private readonly server: Server) {}

    static async start(): Promise<PulumiCloud> {
        const server = createServer();
        const cloud = new PulumiCloud(server);
        server.on("request", (request, response) => {
            readBody(request).then(body => {
                const { status = 200, body: answer = {} } = cloud.answer(request, body);
                const binary = Buffer.isBuffer(answer);
                response.writeHead(status, { "Content-Type": binary ? "application/gzip" : "application/json" });
                response.end(binary ? answer : JSON.stringify(answer));
            });
        });
        await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
        return cloud;
    }

    get organization(): string {
        return ORGANIZATION;
    }

    get url(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    /** Sets the configuration with which the policy group requires the pack from now on. */
    configureGroup(config: GroupConfig): void {
        this.config = config;
    }

    stop(): void {
        this.server.close();
        this.server.closeAllConnections();
    }

    private answer({ method = "GET", url = "/" }: IncomingMessage, body: Buffer): Answer {
        const path = url.split("?")[0] ?? "";
        for (const [methods, pattern, answer] of this.routes) {
            const match = pattern.exec(path);
            if (match !== null && methods.split("|").includes(method)) {
                return answer({ method, path, body, json: parseJson(body), parts: match.slice(1) });
            }
        }
        return {};
    }

    private readonly routes: readonly Route[] = [
        [
            "GET",
            /^\/api\/user$/,
            () => ({
                body: {
                    githubLogin: ORGANIZATION,
                    name: ORGANIZATION,
                    organizations: [{ githubLogin: ORGANIZATION, name: ORGANIZATION }],
                    identities: [],
                },
            }),
        ],
        ["GET", /^\/api\/capabilities$/, () => ({ body: { capabilities: [] } })],
        ["GET", /^\/api\/user\/organizations\/default$/, () => ({ body: { githubLogin: ORGANIZATION } })],
        ["POST", /^\/api\/orgs\/[^/]+\/policypacks$/, ({ json }) => this.publish(json as unknown as PublishedPack)],
        [
            "PATCH",
            /^\/api\/orgs\/[^/]+\/policygroups\/([^/]+)$/,
            ({ json, parts: [group = ""] }) => {
                this.groupChanges.push({ group, ...json });
                return {};
            },
        ],
        ["GET", /\/policypacks\/([^/]+)\/versions\/[^/]+\/schema$/, ({ parts: [name = ""] }) => this.schema(name)],
        [
            "PUT",
            /^\/tarballs\/([^/]+)$/,
            ({ body, parts: [name = ""] }) => {
                this.tarballs.set(name, body);
                return {};
            },
        ],
        [
            "GET",
            /^\/tarballs\/([^/]+)$/,
            ({ parts: [name = ""] }) => {
                this.downloads.push(name);
                return { body: this.tarballs.get(name) };
            },
        ],
        [
            "POST",
            /^\/api\/stacks\/[^/]+\/[^/]+$/,
            ({ json }) => {
                this.stacks.add(String(json.stackName));
                return {};
            },
        ],
        ["GET", /^\/api\/stacks\/[^/]+\/([^/]+)\/([^/]+)$/, ({ parts }) => this.stack(parts)],
        ["GET", /\/export$/, () => ({ body: { version: 3, deployment: { manifest: EMPTY_MANIFEST } } })],
        ["POST", /\/(?:preview|update)$/, () => ({ body: { updateID: "1", requiredPolicies: this.required() } })],
        ["POST", /\/(?:preview|update)\/1$/, () => ({ body: { version: 1, token: "lease" } })],
        ["GET", /\/(?:preview|update)\/1$/, () => ({ body: { status: "succeeded", events: [] } })],
        [ANY, /\/encrypt$/, ({ json }) => ({ body: { ciphertext: json.plaintext } })],
        [ANY, /\/decrypt$/, ({ json }) => ({ body: { plaintext: json.ciphertext } })],
    ];

    private publish(pack: PublishedPack): Answer {
        this.published.set(pack.name, pack);
        return { body: { version: 1, uploadURI: `${this.url}/tarballs/${pack.name}`, requiredHeaders: {} } };
    }

    private schema(name: string): Answer {
        const policies = this.published.get(name)?.policies ?? [];
        return {
            body: { configSchema: Object.fromEntries(policies.map(policy => [policy.name, policy.configSchema])) },
        };
    }

    private stack([projectName = "", stackName = ""]: readonly string[]): Answer {
        return this.stacks.has(stackName)
            ? { body: { id: stackName, orgName: ORGANIZATION, projectName, stackName, tags: {}, version: 0 } }
            : { status: 404, body: { code: 404, message: "not found" } };
    }

    /** What every stack of the organization has to enforce. Source: `RequiredPolicy` of pulumi/pulumi. */
    private required(): object[] {
        return [...this.published.values()].map(({ name, displayName, versionTag }) => ({
            name,
            displayName,
            versionTag,
            version: 1,
            packLocation: `${this.url}/tarballs/${name}`,
            config: this.config,
        }));
    }
}

const EMPTY_MANIFEST = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };

async function readBody(request: IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
        chunks.push(chunk as Buffer);
    }
    const body = Buffer.concat(chunks);
    return request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
}

function parseJson(body: Buffer): Record<string, unknown> {
    try {
        return JSON.parse(body.toString("utf8")) as Record<string, unknown>;
    } catch {
        return {};
    }
}
