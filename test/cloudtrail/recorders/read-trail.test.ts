import assert from "node:assert/strict";
import { message } from "../../../src/cloudtrail/message";
import { readTrail, type TrailContext } from "../../../src/cloudtrail/recorders/read-trail";
import { DIALECTS } from "../../../src/cloudtrail/selectors/dialect";
import { isUnknown, Unknown, type Value } from "../../../src/cloudtrail/value";

const AWS: TrailContext = { recorder: "Trail", dialect: DIALECTS["aws-api"] };
const PULUMI: TrailContext = { recorder: "Trail", dialect: DIALECTS["pulumi-aws"] };
const STORE: TrailContext = { recorder: "EventDataStore", dialect: DIALECTS["pulumi-aws-native"] };

const ARN = "arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/audit";

/** The message about a value of another type. */
const wrongType = (expected: string, found: string) =>
    message("wrong-type", "expected {expected}, found {found}", { expected, found });

describe("readTrail", () => {
    it("reads every property that rules look at", () => {
        const properties = {
            Name: "audit",
            TrailARN: ARN,
            HomeRegion: "cn-north-1",
            IsMultiRegionTrail: true,
            IsOrganizationTrail: true,
            IncludeGlobalServiceEvents: false,
            IsLogging: false,
            S3BucketName: "logs",
            S3KeyPrefix: "prefix",
            LogFileValidationEnabled: true,
            KmsKeyId: "key",
            CloudWatchLogsLogGroupArn: "group",
            CloudWatchLogsRoleArn: "role",
            LatestDeliveryError: "AccessDenied",
            EventSelectors: [{ ReadWriteType: "All" }],
        };
        assert.deepEqual(readTrail(properties, AWS), {
            recorder: "Trail",
            dialect: DIALECTS["aws-api"],
            label: "audit",
            name: "audit",
            arn: ARN,
            homeRegion: "cn-north-1",
            partition: "aws-cn",
            isMultiRegionTrail: true,
            isOrganizationTrail: true,
            includeGlobalServiceEvents: false,
            isLogging: false,
            s3BucketName: "logs",
            s3KeyPrefix: "prefix",
            enableLogFileValidation: true,
            kmsKeyId: "key",
            cloudWatchLogsLogGroupArn: "group",
            cloudWatchLogsRoleArn: "role",
            latestDeliveryError: "AccessDenied",
            selectors: { basic: [{ readWriteType: "All" }], shownByAws: true },
            malformed: [],
        });
    });

    it("applies the defaults of AWS and the provider to a declared trail: logging, one Region, global services", () => {
        assert.deepEqual(readTrail({}, PULUMI), {
            recorder: "Trail",
            dialect: DIALECTS["pulumi-aws"],
            label: "(unnamed)",
            partition: "aws",
            isMultiRegionTrail: false,
            isOrganizationTrail: false,
            includeGlobalServiceEvents: true,
            isLogging: true,
            enableLogFileValidation: false,
            selectors: {},
            malformed: [],
        });
    });

    it("applies the default of event data stores: all Regions", () => {
        const { isMultiRegionTrail, isOrganizationTrail, isLogging } = readTrail({}, STORE);
        assert.deepEqual([isMultiRegionTrail, isOrganizationTrail, isLogging], [true, false, true]);
    });

    it("reads an event data store by its own names", () => {
        const read = readTrail({ name: "lake", multiRegionEnabled: false, ingestionEnabled: false }, STORE);
        assert.equal(read.label, "lake");
        assert.equal(read.isMultiRegionTrail, false);
        assert.equal(read.isLogging, false);
        assert.equal(readTrail({ isMultiRegionTrail: false }, STORE).isMultiRegionTrail, true);
    });

    it("reads whether an event data store is suspended, if the provider says so", () => {
        const store = (suspend: unknown) =>
            readTrail({ suspend }, { recorder: "EventDataStore", dialect: DIALECTS["pulumi-aws"] });
        const later = new Unknown("later");
        const logging = ["true", "false", "", true, false, null, undefined, later].map(value => store(value).isLogging);
        assert.deepEqual(logging, [false, true, true, false, true, true, true, later]);
        for (const text of ["", "true", "false"]) {
            assert.deepEqual(store(text).malformed, []);
        }
        assert.deepEqual(store("yes").malformed, [
            {
                path: ["Suspend"],
                message: wrongType("true or false", "a string"),
                severity: "error",
            },
        ]);
        assert.equal(store("yes").isLogging, true);
        const declared: TrailContext = { recorder: "EventDataStore", dialect: DIALECTS.terraform };
        assert.equal(readTrail({ suspend: "true" }, declared).isLogging, false);
        assert.equal(readTrail({ suspend: true, enableLogging: false }, PULUMI).isLogging, false);
        assert.equal(readTrail({ suspend: true }, PULUMI).isLogging, true);
    });

    it("doesn't know whether a live trail logs until its status says so", () => {
        assert.ok(readTrail({}, AWS).isLogging instanceof Unknown);
        assert.equal(readTrail({ IsLogging: true }, AWS).isLogging, true);
    });

    it("accepts a delivery error only from AWS", () => {
        assert.equal(readTrail({ LatestDeliveryError: "x" }, AWS).latestDeliveryError, "x");
        assert.equal(readTrail({ latestDeliveryError: "x" }, PULUMI).latestDeliveryError, undefined);
    });

    it("an empty string counts as absent", () => {
        const read = readTrail({ Name: "", S3BucketName: "", KmsKeyId: "", LatestDeliveryError: "" }, AWS);
        assert.deepEqual(Object.keys(read), Object.keys(readTrail({}, AWS)));
        assert.equal(read.label, "(unnamed)");
    });

    it("is labelled by its name, or by the resource that declares it", () => {
        const declared: TrailContext = { ...PULUMI, resourceName: "declared" };
        assert.equal(readTrail({ name: "audit" }, declared).label, "audit");
        assert.equal(readTrail({ name: new Unknown() }, declared).label, "declared");
        assert.equal(readTrail({ name: null }, declared).label, "declared");
        assert.equal(readTrail({ name: new Unknown() }, PULUMI).label, "(unnamed)");
    });

    it("has the partition of its ARN, otherwise of its Region, otherwise of its provider's", () => {
        const partition = (properties: object, region?: string) =>
            readTrail({ ...properties }, { ...AWS, region }).partition;
        assert.equal(partition({ TrailARN: ARN, HomeRegion: "us-gov-west-1" }), "aws-cn");
        assert.equal(partition({ TrailARN: "audit", HomeRegion: "us-gov-west-1" }), "aws-us-gov");
        assert.equal(partition({ TrailARN: new Unknown(), HomeRegion: "us-gov-west-1" }), "aws-us-gov");
        assert.equal(partition({ HomeRegion: "us-gov-west-1" }, "cn-north-1"), "aws-us-gov");
        assert.equal(partition({ HomeRegion: new Unknown() }, "cn-north-1"), "aws-cn");
        assert.equal(partition({}, "cn-north-1"), "aws-cn");
        assert.equal(partition({}), "aws");
    });

    it("is in the known partition of its place, if its own properties don't say more", () => {
        const partition = (properties: object, region?: Value<string>) =>
            readTrail({ ...properties }, { ...AWS, region, partition: "aws-iso" }).partition;
        assert.equal(partition({}), "aws-iso");
        assert.equal(partition({}, new Unknown()), "aws-iso");
        assert.equal(partition({}, "cn-north-1"), "aws-cn");
        assert.equal(partition({ TrailARN: ARN }), "aws-cn");
        assert.equal(partition({ KmsKeyId: "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/a" }), "aws-us-gov");
    });

    it("was shown by AWS if it has AWS's names and an ARN, or if its source says so", () => {
        const shown = (properties: object, context: TrailContext) =>
            readTrail({ ...properties }, context).selectors.shownByAws;
        assert.equal(shown({ TrailARN: ARN }, AWS), true);
        assert.equal(shown({}, AWS), undefined);
        assert.equal(shown({ arn: ARN }, PULUMI), undefined);
        assert.equal(shown({ TrailARN: ARN }, { ...AWS, shownByAws: false }), undefined);
        assert.equal(shown({}, { ...PULUMI, shownByAws: true }), true);
    });

    it("has the partition of what it uses, if its Region isn't known", () => {
        const KEY = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/a";
        const partition = (properties: object, region?: Value<string>) =>
            readTrail({ ...properties }, { ...AWS, region }).partition;
        for (const name of ["KmsKeyId", "CloudWatchLogsRoleArn", "CloudWatchLogsLogGroupArn"]) {
            assert.equal(partition({ [name]: KEY }), "aws-us-gov", name);
            assert.equal(partition({ [name]: KEY }, new Unknown()), "aws-us-gov", name);
            assert.equal(partition({ [name]: KEY }, "cn-north-1"), "aws-cn", name);
            assert.equal(partition({ [name]: "a1b2c3d4" }), "aws", name);
        }
    });

    it("is in no known partition if only its selectors name another one than aws", () => {
        const partition = (value: string, region?: string) =>
            readTrail(
                {
                    AdvancedEventSelectors: [
                        new Unknown(),
                        {
                            FieldSelectors: [
                                new Unknown(),
                                { Field: "resources.ARN", StartsWith: [new Unknown(), value] },
                            ],
                        },
                    ],
                },
                { ...AWS, region },
            ).partition;
        assert.ok(isUnknown(partition("arn:aws-cn:bedrock:")));
        assert.ok(isUnknown(partition("arn:aws-us-gov")));
        assert.equal(partition("arn:aws-cn:bedrock:", "eu-west-1"), "aws");
        assert.equal(partition("arn:aws:bedrock:"), "aws");
        assert.equal(partition("arn:aws"), "aws");
    });

    it("keeps unknown values", () => {
        const later = new Unknown("later");
        const read = readTrail({ s3BucketName: later, isMultiRegionTrail: later, enableLogging: later }, PULUMI);
        assert.equal(read.s3BucketName, later);
        assert.equal(read.isMultiRegionTrail, later);
        assert.equal(read.isLogging, later);
    });

    it("reads values of the wrong shape as absent, and says where they are", () => {
        const read = readTrail({ s3BucketName: 1, isMultiRegionTrail: "true", kmsKeyId: ["a"] }, PULUMI);
        assert.equal(read.s3BucketName, undefined);
        assert.equal(read.isMultiRegionTrail, false);
        assert.deepEqual(read.malformed, [
            {
                path: ["S3BucketName"],
                message: wrongType("a string", "a number"),
                severity: "error",
            },
            { path: ["KmsKeyId"], message: wrongType("a string", "a list"), severity: "error" },
            {
                path: ["IsMultiRegionTrail"],
                message: wrongType("true or false", "a string"),
                severity: "error",
            },
        ]);
    });

    it("reads booleans that CloudFormation writes as strings, and no other strings", () => {
        const context: TrailContext = { recorder: "Trail", dialect: DIALECTS.cloudformation };
        const properties = { IsLogging: "false", IsMultiRegionTrail: "true", EnableLogFileValidation: "yes" };
        const read = readTrail(properties, context);
        assert.deepEqual([read.isLogging, read.isMultiRegionTrail, read.enableLogFileValidation], [false, true, false]);
        assert.deepEqual(
            read.malformed.map(({ path }) => path),
            [["EnableLogFileValidation"]],
        );
    });
});
