import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What npm sends of a package to publish it. */
interface PackageDocument {
    readonly name: string;
    readonly versions: Readonly<Record<string, object>>;
}

/** A stand-in for the npm registry, as far as the real `npm view` and `npm publish` need it. */
export class Registry {
    /** `NAME@VERSION` of what was published, in its order. */
    readonly published: string[] = [];
    /** The name of a package that can't be published at present. */
    refuses: string | undefined;
    private readonly documents = new Map<string, PackageDocument>();

    private constructor(private readonly server: Server) {}

    static async start(): Promise<Registry> {
        const server = createServer((request, response) => {
            void registry.answer(request).then(({ status, body }) => {
                response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
            });
        });
        const registry = new Registry(server);
        await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
        return registry;
    }

    /** `127.0.0.1:PORT/` */
    get host(): string {
        return `127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
    }

    stop(): void {
        this.server.close();
        this.server.closeAllConnections();
    }

    private async answer(request: IncomingMessage): Promise<{ readonly status: number; readonly body: object }> {
        const name = decodeURIComponent((request.url ?? "/").slice(1).split("?")[0] ?? "");
        if (request.method !== "PUT") {
            const document = this.documents.get(name);
            return document === undefined
                ? { status: 404, body: { error: "not found" } }
                : { status: 200, body: document };
        }
        const document = JSON.parse(await text(request)) as PackageDocument;
        if (name === this.refuses) {
            return { status: 403, body: { error: "may not be published" } };
        }
        this.published.push(...Object.keys(document.versions).map(version => `${name}@${version}`));
        this.documents.set(name, document);
        return { status: 201, body: {} };
    }
}

async function text(request: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
        chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks).toString("utf8");
}
