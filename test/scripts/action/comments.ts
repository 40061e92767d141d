import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Comment {
    readonly id: number;
    body: string;
}

/** A stand-in for GitHub's API, as far as the comments of one pull request need it. */
export class PullRequestComments {
    readonly comments: Comment[] = [];
    /** As with the token of a pull request from a fork. */
    readOnly = false;

    private constructor(private readonly server: Server) {}

    static async start(): Promise<PullRequestComments> {
        const server = createServer((request, response) => {
            void api.answer(request).then(({ status, body }) => {
                response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
            });
        });
        const api = new PullRequestComments(server);
        await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
        return api;
    }

    get url(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    stop(): void {
        this.server.close();
        this.server.closeAllConnections();
    }

    private async answer(request: IncomingMessage): Promise<{ readonly status: number; readonly body: unknown }> {
        const { pathname, searchParams } = new URL(request.url ?? "/", this.url);
        const text = await bodyOf(request);
        if (request.headers.authorization !== "Bearer the-token") {
            return { status: 401, body: {} };
        }
        if (request.method === "GET" && pathname === "/repos/acme/infra/issues/7/comments") {
            const size = Number(searchParams.get("per_page") ?? 30);
            const start = (Number(searchParams.get("page") ?? 1) - 1) * size;
            return { status: 200, body: this.comments.slice(start, start + size) };
        }
        if (this.readOnly) {
            return { status: 403, body: {} };
        }
        if (request.method === "POST" && pathname === "/repos/acme/infra/issues/7/comments") {
            const comment = { id: this.comments.length + 1, body: JSON.parse(text).body as string };
            this.comments.push(comment);
            return { status: 201, body: comment };
        }
        const id = Number(/^\/repos\/acme\/infra\/issues\/comments\/(\d+)$/.exec(pathname)?.[1]);
        const comment = this.comments.find(each => each.id === id);
        if (request.method !== "PATCH" || comment === undefined) {
            return { status: 404, body: {} };
        }
        comment.body = JSON.parse(text).body;
        return { status: 200, body: comment };
    }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
        chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks).toString("utf8");
}
