import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SigningKey } from "../../checker/evidence/made/key-pair";

/** A key, and when CloudTrail used it (milliseconds). */
export interface ServedKey {
    readonly key: SigningKey;
    readonly from: number;
    readonly to: number;
}

/**
 * What stands before the moto server: it answers ListPublicKeys and LookupEvents (nobody changed a trail), which moto
 * doesn't have, and passes on the rest.
 */
export interface KeyServer {
    readonly url: string;
    keys: readonly ServedKey[];
    /** The actions that were asked for, as policies of IAM name them. */
    readonly actions: Set<string>;
    /** Milliseconds that every object takes. */
    latency: number;
    close(): void;
}

export async function startKeyServer(moto: string): Promise<KeyServer> {
    const actions = new Set<string>();
    const state = { url: "", keys: [] as readonly ServedKey[], actions, latency: 0, close: () => {} };
    const server = createServer((incoming, outgoing) => {
        const action = actionOf(incoming);
        actions.add(action);
        if (action === "cloudtrail:ListPublicKeys") {
            answerKeys(state.keys, incoming, outgoing);
        } else if (action === "cloudtrail:LookupEvents") {
            incoming.resume();
            answer(outgoing, { Events: [] });
        } else {
            setTimeout(() => passOn(moto, incoming, outgoing), action === "s3:GetObject" ? state.latency : 0);
        }
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    state.close = () => {
        server.close();
        server.closeAllConnections();
    };
    return state;
}

function actionOf({ method, url = "", headers }: IncomingMessage): string {
    const target = String(headers["x-amz-target"] ?? "");
    if (target.includes("CloudTrail_")) {
        return `cloudtrail:${target.slice(target.lastIndexOf(".") + 1)}`;
    }
    const isList = new URL(url, "http://localhost").searchParams.has("list-type");
    return method === "POST"
        ? "sts:GetCallerIdentity"
        : method !== "GET"
          ? `${method} ${url}`
          : isList
            ? "s3:ListBucket"
            : "s3:GetObject";
}

function answerKeys(keys: readonly ServedKey[], incoming: IncomingMessage, outgoing: ServerResponse): void {
    let body = "";
    incoming.on("data", text => {
        body += text;
    });
    incoming.on("end", () => {
        const { StartTime, EndTime } = JSON.parse(body) as { StartTime: number; EndTime: number };
        const list = keys
            .filter(({ from, to }) => from < EndTime * 1000 && to > StartTime * 1000)
            .map(({ key, from, to }) => ({
                Value: key.der.toString("base64"),
                Fingerprint: key.fingerprint,
                ValidityStartTime: from / 1000,
                ValidityEndTime: to / 1000,
            }));
        answer(outgoing, { PublicKeyList: list });
    });
}

function answer(outgoing: ServerResponse, body: unknown): void {
    outgoing.setHeader("content-type", "application/x-amz-json-1.1");
    outgoing.end(JSON.stringify(body));
}

function passOn(moto: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, headers, url = "/" } = incoming;
    const passed = request(`${moto}${url}`, { ...(method === undefined ? {} : { method }), headers }, answered => {
        outgoing.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
}
