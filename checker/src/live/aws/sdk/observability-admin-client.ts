import {
    AccountClient,
    type AccountClientConfig,
    type AccountClientResolvedConfig,
    type ServiceInputTypes,
    type ServiceOutputTypes,
} from "@aws-sdk/client-account";
import { partition } from "@aws-sdk/core/client";
import { makeBuilder } from "@smithy/core/client";
import { getEndpointPlugin } from "@smithy/core/endpoints";

type EndpointProvider = NonNullable<AccountClientConfig["endpointProvider"]>;

const SERVICE = "observabilityadmin";

/**
 * A client of CloudWatch Observability Admin, for the few calls that read telemetry rules: credentials, signatures, retries and
 * connections are those of the SDK. Account Management speaks the same protocol (REST and JSON), so its client serves, with
 * the other service's name and addresses.
 * Source: the API's model `observabilityadmin` 2018-05-10 and its endpoint rules.
 */
export class ObservabilityAdminClient extends AccountClient {
    constructor(options: AccountClientConfig) {
        super({ ...options, serviceId: "ObservabilityAdmin", endpointProvider: endpointOf });
    }
}

function endpointOf({
    Region = "",
    UseFIPS,
    UseDualStack,
    Endpoint,
}: Parameters<EndpointProvider>[0]): ReturnType<EndpointProvider> {
    const { dnsSuffix, dualStackDnsSuffix } = partition(Region);
    const host = `${SERVICE}${UseFIPS === true ? "-fips" : ""}.${Region}`;
    const url = Endpoint ?? `https://${host}.${UseDualStack === true ? dualStackDnsSuffix : dnsSuffix}`;
    const authSchemes = [{ name: "sigv4", signingName: SERVICE, signingRegion: Region, properties: {} }];
    return { url: new URL(url), properties: { authSchemes } };
}

const build = makeBuilder<AccountClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes>(
    {
        UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
        Endpoint: { type: "builtInParams", name: "endpoint" },
        Region: { type: "builtInParams", name: "region" },
        UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" },
    },
    "ObservabilityAdmin",
    "ObservabilityAdminClient",
    getEndpointPlugin,
);

/**
 * A call that sends these strings. The answer is read as text: the SDK would leave out what it doesn't know.
 * @param operation for example `ListTelemetryRules`; also its path
 */
export function observabilityAdminCommand(operation: string, input: Readonly<Record<string, string>>) {
    const names = Object.keys(input);
    const namespace = "com.amazonaws.observabilityadmin";
    const inputSchema = [3, namespace, `${operation}Input`, 0, names, names.map(() => 0)] as const;
    const schema = [9, namespace, operation, { http: ["POST", `/${operation}`, 200] }, () => inputSchema, () => "unit"];
    const Command = build({}, () => [], operation, schema as never);
    // The types are those of Account Management's operations.
    return new Command(input as ServiceInputTypes);
}
