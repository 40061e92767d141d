import * as pulumi from "@pulumi/pulumi";

class Resource extends pulumi.CustomResource {}

const bucket = new Resource("aws:s3/bucket:Bucket", "logs", {});

new Resource("aws:cloudtrail/trail:Trail", "audit", { s3BucketName: bucket.id, isMultiRegionTrail: false });
