// Log files as CloudTrail delivers them, for evidence.ts: signed, with records of many services.
import { gzipSync } from "node:zlib";
import { invokeModel, type RecordPlace, retrieve, uuidOf } from "../../test/checker/evidence/made/bucket-records";
import { MadeBucket, type MadeObject, PLAN } from "../../test/checker/evidence/made/made-bucket";

type Made = Record<string, unknown>;

/** A record like those that fill log files: long parameters, a session, one of many actions. */
function ordinary(place: RecordPlace, number: number): Made {
    const service = ["ec2", "s3", "sts", "kms", "dynamodb", "lambda"][number % 6] ?? "ec2";
    const pad = (name: string) => `${name}-${uuidOf(`${place.id} ${name} ${number}`)}`;
    return {
        ...invokeModel(place),
        eventSource: `${service}.amazonaws.com`,
        eventName: ["DescribeInstances", "GetObject", "AssumeRole", "Decrypt", "GetItem", "Invoke20150331"][number % 6],
        requestParameters: {
            bucketName: pad("bucket"),
            key: `${pad("folder")}/${pad("file")}.parquet`,
            encryptionContext: { "aws:s3:arn": `arn:aws:s3:::${pad("bucket")}/${pad("folder")}` },
            filterSet: { items: [{ name: "tag:team", valueSet: { items: [{ value: pad("team") }] } }] },
        },
        responseElements: { credentials: { accessKeyId: pad("ASIA"), expiration: "Nov 1, 2026" } },
        resources: [{ ARN: `arn:aws:s3:::${pad("bucket")}`, accountId: place.account, type: "AWS::S3::Object" }],
        additionalEventData: { SignatureVersion: "SigV4", bytesTransferredOut: number, "x-amz-id-2": pad("id") },
        tlsDetails: { tlsVersion: "TLSv1.3", cipherSuite: "TLS_AES_128_GCM_SHA256" },
    };
}

/** A file of about this many bytes, unzipped. One record in fifty is Bedrock's. */
function benchFile(index: number, bytes: number): MadeObject {
    const place = {
        account: PLAN.accounts[0] ?? "",
        region: "us-east-1",
        time: "2026-11-01T12:00:00Z",
        id: `${index}`,
    };
    const count = Math.round(bytes / JSON.stringify(ordinary(place, 1)).length);
    const records = Array.from({ length: count }, (_, number) => {
        const own = { ...place, id: `${index} ${number}` };
        return number % 100 === 7 ? invokeModel(own) : number % 100 === 57 ? retrieve(own) : ordinary(own, number);
    });
    return { bytes: gzipSync(JSON.stringify({ Records: records })), metadata: {} };
}

/** How many distinct files there are: creating thousands would take longer than reading them. */
const DIFFERENT = 20;

/** A bucket with this many files for each of several hours. */
export function benchBucket(hours: number, filesAnHour: number, bytesAFile: number): MadeBucket {
    const files = Array.from({ length: DIFFERENT }, (_, index) => benchFile(index, bytesAFile));
    let next = 0;
    class BenchBucket extends MadeBucket {
        override putLogFile(key: string): void {
            this.objects.set(key, files[next++ % DIFFERENT] as MadeObject);
        }
    }
    return new BenchBucket({ hours, filesAnHour, rotateAt: hours / 2, besides: false });
}
