import * as pulumi from "@pulumi/pulumi";
import { supportAgent } from "./agent";
import { knowledgeBase } from "./knowledge-base";
import { organizationTrail } from "./trail";

const config = new pulumi.Config();
const handbook = knowledgeBase("handbook");
const alias = supportAgent("support", handbook);
const trail = organizationTrail("organization-audit", {
    accountId: config.require("accountId"),
    organizationId: config.require("organizationId"),
});

export const agentAliasArn = alias.agentAliasArn;
export const knowledgeBaseId = handbook.id;
export const trailArn = trail.arn;
