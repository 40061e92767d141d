const { Config } = require("@pulumi/pulumi");
const { Trail } = require("@pulumi/aws/cloudtrail");
const { trails, declare } = require("./trails");

const update = new Config().requireNumber("update");
for (const trail of trails) {
    const { inputs, ignoreChanges } = declare(trail, update);
    new Trail(trail.name, inputs, { ignoreChanges });
}
