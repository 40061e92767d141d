const pulumi = require("@pulumi/pulumi");

const TRAIL = "aws:cloudtrail/trail:Trail";
const BUCKET = "aws:s3/bucket:Bucket";

pulumi.runtime.registerResourceTransform(({ type, name, props, opts }) =>
    type === TRAIL ? { props: { ...props, tags: { name, tagged: true } }, opts } : undefined,
);

class Logging extends pulumi.ComponentResource {
    constructor(name, args, opts) {
        super("my:index:Logging", name, args, opts);
        const bucket = new pulumi.CustomResource(BUCKET, `${name}-logs`, { bucket: undefined }, { parent: this });
        this.trail = new pulumi.CustomResource(
            TRAIL,
            `${name}-trail`,
            { s3BucketName: bucket.bucket, enabled: args.enabled },
            { parent: this, dependsOn: [bucket] },
        );
        this.registerOutputs({ trailName: this.trail.urn, bucketId: bucket.id });
    }
}

const ireland = new pulumi.ProviderResource("aws", "ireland", { region: "eu-west-1" });

new Logging("standard", { enabled: true });
new Logging("ireland", { enabled: false }, { providers: [ireland], protect: true });
new pulumi.CustomResource(
    TRAIL,
    "options",
    { name: "fixed" },
    {
        provider: ireland,
        protect: true,
        ignoreChanges: ["tags"],
        deleteBeforeReplace: true,
        additionalSecretOutputs: ["name"],
        customTimeouts: { create: "1h30m", delete: "45s" },
        aliases: [{ name: "former" }, "urn:pulumi:dev::components::aws:cloudtrail/trail:Trail::oldest"],
        version: "7.1.0",
        transforms: [({ props, opts }) => ({ props: { ...props, own: "first" }, opts })],
    },
);
const versioned = new pulumi.CustomResource(BUCKET, "versioned", { bucket: "b" }, { version: "7.1.0-alpha.1" });
class Vpc extends pulumi.CustomResource {
    static read(name, id) {
        return new Vpc("aws:ec2/vpc:Vpc", name, { cidrBlock: undefined, given: "state" }, { id });
    }
}
const vpc = Vpc.read("existing", "vpc-1");

module.exports = { versioned: versioned.urn, vpc: vpc.id, cidr: vpc.cidrBlock, given: vpc.given };
