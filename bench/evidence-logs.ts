// Log files as CloudTrail delivers them, for bench/evidence.ts: signed, with records of many services.

import { invokeModel, type RecordPlace, retrieve, uuidOf } from "../test/checker/evidence/made/bucket-records";
import { MadeBucket } from "../test/checker/evidence/made/made-bucket";

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
        tlsDetails: {
            tlsVersion: "TLSv1.3",
            cipherSuite: "TLS_AES_128_GCM_SHA256",
            clientProvidedHostHeader: pad("host"),
        },
        sessionCredentialFromConsole: "true",
    };
}

/**
 * A bucket of log files in hours of so many files, each of about so many bytes, unzipped. One record of fifty is
 * Bedrock's.
 */
export function benchBucket(hours: number, filesAnHour: number, bytesAFile: number): MadeBucket {
    const sample = JSON.stringify(
        ordinary({ account: "123456789012", region: "us-east-1", time: "", id: "sample" }, 1),
    );
    const count = Math.round(bytesAFile / (sample.length + 20));
    return new MadeBucket({
        hours,
        filesAnHour,
        rotateAt: hours / 2,
        besides: false,
        records: place =>
            Array.from({ length: count }, (_, number) => {
                const own = { ...place, id: `${place.id} ${number}` };
                return number % 50 === 7
                    ? invokeModel(own)
                    : number % 50 === 23
                      ? retrieve(own)
                      : ordinary(own, number);
            }),
    });
}
