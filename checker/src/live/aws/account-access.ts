import type { Patience, SilentRegions } from "./calls/silent-regions";
import type { ClientOptions } from "./sdk/sdk";

/** What is needed to create the clients of one account. */
export interface AccountAccess {
    /** The settings for each client, by how patient it is. */
    readonly options: Readonly<Record<Patience, ClientOptions>>;
    /** How many seconds one attempt may take. */
    readonly seconds: Readonly<Record<Patience, number>>;
    /** Shared by all accounts: where CloudTrail doesn't answer, and where the service of telemetry rules doesn't. */
    readonly regions: SilentRegions;
    readonly telemetryRegions: SilentRegions;
}
