const pulumi = require("@pulumi/pulumi");

const trail = new pulumi.ComponentResource("awsx:cloudtrail:Trail", "audit", { bucket: undefined }, {}, true);
const called = pulumi.runtime.call("awsx:cloudtrail:Trail/describe", { __self__: trail, depth: 1 }, trail);

new pulumi.CustomResource("test:index:Outputs", "outputs", {
    bucket: trail.bucket,
    called: called.apply(({ text }) => text),
});
