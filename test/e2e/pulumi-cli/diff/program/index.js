const { Config } = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");

const types = new Config().requireObject("types");

new aws.cloudtrail.Trail("audit", {
    s3BucketName: "logs",
    isMultiRegionTrail: true,
    advancedEventSelectors: [
        { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
        ...types.map(type => ({
            fieldSelectors: [
                { field: "eventCategory", equals: ["Data"] },
                { field: "resources.type", equals: [type] },
            ],
        })),
    ],
});
