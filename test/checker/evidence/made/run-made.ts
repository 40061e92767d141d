import type { Evidence } from "../../../../checker/src/evidence/evidence";
import { type EvidenceQuestion, gatherEvidence } from "../../../../checker/src/evidence/gather-evidence";
import { ALL_COLUMNS } from "../../../../checker/src/evidence/records/inventory";
import { AwsFailure } from "../../../../checker/src/live/aws/calls/aws-failure";
import type { Connection } from "../../../../checker/src/live/aws/connect";
import type { LogFileApi } from "../../../../checker/src/live/aws/log-file-api";
import { FakeAws } from "../../live/fake-aws";
import { inProcess } from "../../live/fake-in-process";
import type { MadeBucket } from "./made-bucket";

const NOBODY_WATCHES = {
    show: () => {},
    forget: () => {},
    quietly: <T>(work: () => Promise<T>) => work(),
    end: () => {},
};

/** The calls about log files, answered from a made bucket. */
export function madeApi(made: MadeBucket): LogFileApi {
    return {
        clockOffset: () => 0,
        listFolder: async (bucket, folder) => {
            if (bucket !== made.plan.bucket) {
                throw new AwsFailure("ListObjectsV2", "no-such-object", "NoSuchBucket");
            }
            const below = [...made.objects.keys()]
                .filter(key => key.startsWith(folder))
                .map(key => key.slice(folder.length));
            const names = new Set(below.map(key => (key.includes("/") ? key.slice(0, key.indexOf("/") + 1) : key)));
            return { entries: [...names].sort().map(name => folder + name) };
        },
        getObject: async (_bucket, key) => {
            const object = made.objects.get(key);
            if (object === undefined) {
                throw new AwsFailure("GetObject", "no-such-object", "NoSuchKey");
            }
            return { bytes: new Uint8Array(object.bytes), metadata: object.metadata };
        },
        // Nobody has changed anything in the last 90 days.
        lookupEvents: async () => ({ entries: [] }),
        listPublicKeys: async () => ({
            entries: made.keys.map(({ der, fingerprint }) => ({ der: new Uint8Array(der), fingerprint })),
        }),
    };
}

/** Runs the command's work on a made bucket, as if it were in AWS. */
export function gatherMade(
    made: MadeBucket,
    changes: Partial<EvidenceQuestion> = {},
    {
        aws = new FakeAws(),
        api = madeApi(made),
        enabled = made.plan.regions,
    }: { readonly aws?: FakeAws; readonly api?: LogFileApi; readonly enabled?: readonly string[] } = {},
): Promise<Evidence> {
    aws.account(aws.callerAccount).regions = [...enabled];
    const question: EvidenceQuestion = {
        source: `s3://${made.plan.bucket}`,
        trail: undefined,
        asked: { from: Date.parse(made.from), to: Date.parse(made.to) },
        now: Date.parse("2026-11-20T00:00:00Z"),
        accounts: [],
        regions: [],
        by: ALL_COLUMNS,
        connection: { timeout: 1, maxAttempts: 1, connections: 1 },
        concurrency: 8,
        workers: 1,
        resume: undefined,
        onLines: undefined,
        stop: new AbortController().signal,
        progress: NOBODY_WATCHES,
        ...changes,
    };
    const connection: Connection = Object.assign(inProcess(aws), { logFiles: api });
    return gatherEvidence(question, async () => connection);
}
