import "./src/pulumi/boot/compile-cache";
import "./src/pulumi/boot/lazy-packages";
import { PolicyPack } from "@pulumi/policy";
import { stackPolicies, trailPolicies } from "./policies";
import { pulumiPolicies } from "./src/pulumi/pulumi-policy";
import { readme } from "./src/pulumi/readme";
import { pulumiStackPolicy } from "./src/pulumi/stack/pulumi-stack-policy";

new PolicyPack("bedrock-trail-guard", {
    displayName: "Bedrock Trail Guard",
    readme: readme() ?? "",
    description: "Proves that every CloudTrail trail records every use of Amazon Bedrock agents and knowledge bases.",
    provider: "aws",
    tags: ["aws", "bedrock", "cloudtrail", "audit"],
    repository: "https://github.com/bedrock-trail-guard/bedrock-trail-guard",
    policies: [...pulumiPolicies(trailPolicies), ...stackPolicies.map(pulumiStackPolicy)],
});
