const pulumi = require("@pulumi/pulumi");

const config = new pulumi.Config();
const password = config.getSecret("password");

console.log("written to standard output");
console.error("written to standard error");
pulumi.log.info("logged");
pulumi.log.warn("warned of \u001b[31mred");

new pulumi.CustomResource("test:index:Surroundings", "surroundings", {
    title: process.title,
    folder: process.cwd(),
    root: pulumi.runtime.getRootDirectory?.(),
    organization: pulumi.getOrganization(),
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    dryRun: pulumi.runtime.isDryRun(),
    region: new pulumi.Config("aws").require("region"),
    size: config.requireNumber("size"),
    owner: config.require("owner"),
    nested: config.requireObject("nested"),
    password,
    url: password?.apply(value => `https://user:${value}@host`),
});

module.exports = { owner: config.require("owner") };
