import {
    CloudTrailClient,
    CreateTrailCommand,
    type CreateTrailCommandInput,
    PutEventSelectorsCommand,
    type PutEventSelectorsCommandInput,
    StartLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";

/** How to reach an account of the moto server. */
export interface Access {
    readonly url: string;
    readonly region: string;
    readonly credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/** A trail to be made. */
export interface NewTrail {
    readonly name: string;
    readonly isMultiRegionTrail?: boolean;
    readonly logging?: boolean;
    readonly selectors?: Pick<PutEventSelectorsCommandInput, "EventSelectors" | "AdvancedEventSelectors">;
    readonly settings?: Partial<CreateTrailCommandInput>;
}

/** Creates a trail with its own bucket. */
export async function createTrail({ url, region, credentials }: Access, trail: NewTrail): Promise<string> {
    const options = { endpoint: url, region, credentials };
    const bucket = `logs-${trail.name}-${region}-${credentials.accessKeyId.toLowerCase()}`.slice(0, 63);
    const s3 = new S3Client({ ...options, forcePathStyle: true });
    const location = region === "us-east-1" ? {} : { CreateBucketConfiguration: { LocationConstraint: region } };
    await s3.send(new CreateBucketCommand({ Bucket: bucket, ...(location as object) }));
    const client = new CloudTrailClient(options);
    const { TrailARN = "" } = await client.send(
        new CreateTrailCommand({
            Name: trail.name,
            S3BucketName: bucket,
            IsMultiRegionTrail: trail.isMultiRegionTrail ?? true,
            EnableLogFileValidation: true,
            ...trail.settings,
        }),
    );
    if (trail.selectors !== undefined) {
        await client.send(new PutEventSelectorsCommand({ TrailName: TrailARN, ...trail.selectors }));
    }
    if (trail.logging !== false) {
        await client.send(new StartLoggingCommand({ Name: TrailARN }));
    }
    return TrailARN;
}
