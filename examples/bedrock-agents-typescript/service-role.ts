import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** A role that Bedrock takes on, and what it may do. */
export function serviceRole(name: string, actions: string[], resources: pulumi.Input<string>[]): aws.iam.Role {
    const role = new aws.iam.Role(name, {
        assumeRolePolicy: {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { Service: "bedrock.amazonaws.com" }, Action: "sts:AssumeRole" }],
        },
    });
    new aws.iam.RolePolicy(name, {
        role: role.id,
        policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: resources }] },
    });
    return role;
}
