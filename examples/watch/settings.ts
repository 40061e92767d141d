import * as pulumi from "@pulumi/pulumi";

/** What the stack's configuration says. docs/watch.md explains each value. */
export interface Settings {
    readonly accountId: string;
    readonly partition: string;
    readonly region: string;
    /** The buckets that trails deliver to, and the keys that encrypt log files: changes to them are checked. */
    readonly trailBuckets: readonly string[];
    readonly trailKeys: readonly string[];
    /** The address for alerts. */
    readonly email: string | undefined;
    readonly securityHub: boolean;
    /** Read all accounts of the organization, through a role in each. */
    readonly organization: { readonly roleName: string; readonly externalId?: string } | undefined;
    /** The configuration of the policy pack. */
    readonly policyConfig: object | undefined;
    /** How many days log files must be kept. */
    readonly retentionDays: number;
    readonly reservedConcurrency: number;
    readonly configRule: "account" | "organization" | undefined;
}

export function readSettings(): Settings {
    const config = new pulumi.Config();
    const configRule = config.get("configRule");
    if (configRule !== undefined && configRule !== "account" && configRule !== "organization") {
        throw new Error(`watch:configRule is ${JSON.stringify(configRule)}: expected account or organization`);
    }
    const organization = config.getObject<Settings["organization"]>("organization");
    if (configRule === "organization" && organization === undefined) {
        throw new Error("watch:configRule is organization, so watch:organization must name the role in each account");
    }
    if (organization !== undefined && typeof organization.roleName !== "string") {
        throw new Error("watch:organization needs roleName, the role to assume in each account");
    }
    return {
        accountId: config.require("accountId"),
        partition: config.get("partition") ?? "aws",
        region: new pulumi.Config("aws").require("region"),
        trailBuckets: config.getObject<string[]>("trailBuckets") ?? [],
        trailKeys: config.getObject<string[]>("trailKeys") ?? [],
        email: config.get("email"),
        securityHub: config.getBoolean("securityHub") ?? true,
        organization,
        policyConfig: config.getObject("policyConfig"),
        retentionDays: config.getNumber("retentionDays") ?? 365,
        // -1 reserves nothing, for accounts with a small quota.
        reservedConcurrency: config.getNumber("reservedConcurrency") ?? 2,
        configRule,
    };
}
