import type { STSClientConfig } from "@aws-sdk/client-sts";

/** The parts of the AWS SDK that are used. */
export type Sdk = typeof import("./aws-sdk");

/** With what each client is made. */
export type ClientOptions = Required<Pick<STSClientConfig, "credentials" | "maxAttempts" | "retryMode">> & {
    readonly region: string;
    readonly requestHandler: Exclude<STSClientConfig["requestHandler"], undefined>;
};

/** Loads the AWS SDK, which takes longer than everything else together. */
export function loadSdk(): Sdk {
    // On Node 20 the SDK announces on standard error that it will want a newer one: nothing that a user can act on here.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
    return require("./aws-sdk") as Sdk;
}

/** The clients of Bedrock, which few runs need. */
export type BedrockSdk = typeof import("./bedrock-sdk");

/** Loads the clients of Bedrock. */
export function loadBedrockSdk(): BedrockSdk {
    return require("./bedrock-sdk") as BedrockSdk;
}
