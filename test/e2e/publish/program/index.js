// A trail as Pulumi makes it, and the agent whose use it should record.
const { CustomResource } = require("@pulumi/pulumi");

new CustomResource("aws:bedrock/agentAgent:AgentAgent", "support", { agentName: "support" });
new CustomResource("aws:cloudtrail/trail:Trail", "trail", { s3BucketName: "central-trail-logs" });
