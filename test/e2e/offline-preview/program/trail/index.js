const pulumi = require("@pulumi/pulumi");

new pulumi.CustomResource("aws:cloudtrail/trail:Trail", "audit", new pulumi.Config().requireObject("inputs"));
