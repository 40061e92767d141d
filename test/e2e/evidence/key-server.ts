import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { SigningKey } from "../../checker/evidence/made/key-pair";

/** A key, and when CloudTrail used it (milliseconds). */
export interface ServedKey {
    readonly key: SigningKey;
    readonly from: number;
    readonly to: number;
}

/**
 * A proxy in front of the moto server: it answers ListPublicKeys, LookupEvents (nobody changed a trail) and ListRegions, which
 * moto doesn't have, and passes on the rest.
 */
export interface KeyServer {
    readonly url: string;
    keys: readonly ServedKey[];
    /** The actions that were called, as IAM policies name them. */
    readonly actions: Set<string>;
    /** Milliseconds that every object takes. */
    latency: number;
    /**
     * Does it keep objects once they were read? moto takes more of the processor for an object than both commands that
     * are compared, and S3 takes none of it.
     */
    keepsObjects: boolean;
    close(): void;
}

export async function startKeyServer(moto: string): Promise<KeyServer> {
    const actions = new Set<string>();
    const kept = new Map<string, KeptObject>();
    const state: KeyServer & { url: string } = {
        url: "",
        keys: [],
        actions,
        latency: 0,
        keepsObjects: false,
        close: () => {},
    };
    const server = createServer((incoming, outgoing) => {
        const action = actionOf(incoming);
        actions.add(action);
        if (action === "cloudtrail:ListPublicKeys") {
            answerKeys(state.keys, incoming, outgoing);
        } else if (action === "cloudtrail:LookupEvents") {
            incoming.resume();
            answer(outgoing, { Events: [] });
        } else if (action === "account:ListRegions") {
            incoming.resume();
            answer(outgoing, { Regions: [{ RegionName: "us-east-1", RegionOptStatus: "ENABLED_BY_DEFAULT" }] });
        } else {
            const isObject = action === "s3:GetObject";
            const keep = isObject && state.keepsObjects ? kept : undefined;
            setTimeout(() => passOn(moto, incoming, outgoing, keep), isObject ? state.latency : 0);
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
    if (url.startsWith("/listRegions")) {
        return "account:ListRegions";
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

interface KeptObject {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly body: Buffer;
}

function passOn(
    moto: string,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    kept: Map<string, KeptObject> | undefined,
): void {
    const { method, headers, url = "/" } = incoming;
    const known = kept?.get(url);
    if (known !== undefined) {
        incoming.resume();
        outgoing.writeHead(known.status, known.headers);
        outgoing.end(known.body);
        return;
    }
    const passed = request(`${moto}${url}`, { ...(method === undefined ? {} : { method }), headers }, answered => {
        const status = answered.statusCode ?? 502;
        outgoing.writeHead(status, answered.headers);
        answered.pipe(outgoing);
        if (kept !== undefined && status === 200) {
            buffer(answered).then(body => kept.set(url, { status, headers: answered.headers, body }));
        }
    });
    passed.on("error", () => outgoing.destroy());
    incoming.pipe(passed);
}
