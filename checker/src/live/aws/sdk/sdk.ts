import type { STSClientConfig } from "@aws-sdk/client-sts";

/** The parts of the AWS SDK that are used. */
export type Sdk = typeof import("./aws-sdk");

/** The settings for each client. */
export type ClientOptions = Required<Pick<STSClientConfig, "credentials" | "maxAttempts" | "retryMode">> & {
    readonly region: string;
    readonly requestHandler: Exclude<STSClientConfig["requestHandler"], undefined>;
};

/** Loads the AWS SDK, which takes longer than everything else together. */
export function loadSdk(): Sdk {
    // On Node 20 the SDK announces on standard error that it will require a newer one: a user can't do anything about
    // that here.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
    return require("./aws-sdk") as Sdk;
}

/** The Bedrock clients, which few runs need. */
export type BedrockSdk = typeof import("./bedrock-sdk");

/** Loads the Bedrock clients. */
export function loadBedrockSdk(): BedrockSdk {
    return require("./bedrock-sdk") as BedrockSdk;
}
