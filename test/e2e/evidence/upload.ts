import { CloudTrailClient, CreateTrailCommand, StartLoggingCommand } from "@aws-sdk/client-cloudtrail";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { MadeBucket } from "../../checker/evidence/made/made-bucket";
import type { Access } from "../live/account";

/** Writes a made bucket to the moto server, with its trail. @returns the trail's ARN */
export async function upload(made: MadeBucket, { url, credentials }: Access): Promise<string> {
    const { bucket, prefix, trail, homeRegion } = made.plan;
    const s3 = new S3Client({ endpoint: url, region: "us-east-1", credentials, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const left = [...made.objects];
    const uploader = async () => {
        for (let next = left.pop(); next !== undefined; next = left.pop()) {
            const [key, { bytes, metadata }] = next;
            await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, Metadata: { ...metadata } }));
        }
    };
    await Promise.all(Array.from({ length: 8 }, uploader));
    const cloudTrail = new CloudTrailClient({ endpoint: url, region: homeRegion, credentials });
    const { TrailARN = "" } = await cloudTrail.send(
        new CreateTrailCommand({
            Name: trail,
            S3BucketName: bucket,
            ...(prefix === "" ? {} : { S3KeyPrefix: prefix.slice(0, -1) }),
            IsMultiRegionTrail: true,
            EnableLogFileValidation: true,
        }),
    );
    await cloudTrail.send(new StartLoggingCommand({ Name: TrailARN }));
    return TrailARN;
}
