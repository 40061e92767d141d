import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";

/** A server on loopback that keeps what it receives, and always gives the same answer. */
export interface StandIn {
    readonly url: string;
    readonly received: string[];
    close(): void;
}

/** What a topic delivers over HTTP: its messages. */
export async function startSubscriber(): Promise<StandIn> {
    return start(200, "");
}

/** A service that denies every call, in the words of AWS: SNS and S3 speak XML. */
export async function startDenier(service: string): Promise<StandIn> {
    const message = "User: arn:aws:sts::123456789012:assumed-role/watch/watch is not authorized";
    const error = `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
    const xml: Readonly<Record<string, string>> = { S3: error, SNS: `<ErrorResponse>${error}</ErrorResponse>` };
    return start(403, xml[service] ?? JSON.stringify({ __type: "AccessDeniedException", message }));
}

async function start(status: number, body: string): Promise<StandIn> {
    const received: string[] = [];
    const server: Server = createServer((request, response) => {
        let text = "";
        request.on("data", chunk => {
            text += chunk;
        });
        request.on("end", () => {
            received.push(text);
            response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(body);
        });
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return {
        url: `http://127.0.0.1:${port}`,
        received,
        close: () => {
            server.closeAllConnections();
            server.close();
        },
    };
}

/** A port of this machine on which nothing answers, until `open` passes it on to a server. */
export async function reservePort(): Promise<{ readonly url: string; open(url: string): Promise<() => void> }> {
    const server = createTcpServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    return {
        url: `http://127.0.0.1:${port}`,
        open: async url => {
            const { hostname, port: to } = new URL(url);
            const sockets = new Set<Socket>();
            const proxy = createTcpServer(socket => {
                const onward = connect(Number(to), hostname);
                for (const end of [socket, onward]) {
                    sockets.add(end.on("error", () => end.destroy()));
                }
                socket.pipe(onward).pipe(socket);
            }).listen(port, "127.0.0.1");
            await once(proxy, "listening");
            return () => {
                proxy.close();
                for (const socket of sockets) {
                    socket.destroy();
                }
            };
        },
    };
}
