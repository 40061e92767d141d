import type { ConfigServiceClientConfig } from "@aws-sdk/client-config-service";
import { awsFailure } from "../../live/aws/calls/aws-failure";
import {
    ConfigServiceClient,
    type Evaluation,
    ListDiscoveredResourcesCommand,
    PutEvaluationsCommand,
} from "../watch-sdk";
import { TEST_MODE } from "./invocation";

/** AWS Config accepts at most this many evaluations in a call. Source: AWS Config API reference, PutEvaluations. */
const MOST_EVALUATIONS = 100;

/** The calls of AWS Config, in one account and Region. */
export class ConfigApi {
    private readonly client: ConfigServiceClient;

    constructor(options: ConfigServiceClientConfig) {
        this.client = new ConfigServiceClient(options);
    }

    /** AWS Config's IDs of the trails that it has recorded, by trail name where it knows one, and by the ID itself. */
    async trailIds(): Promise<ReadonlyMap<string, string>> {
        const ids = new Map<string, string>();
        let from: string | undefined;
        do {
            const command = new ListDiscoveredResourcesCommand({
                resourceType: "AWS::CloudTrail::Trail",
                ...(from === undefined ? {} : { nextToken: from }),
            });
            const page = await this.client.send(command).catch(error => {
                throw awsFailure("ListDiscoveredResources", error);
            });
            for (const { resourceId, resourceName } of page.resourceIdentifiers ?? []) {
                if (resourceId !== undefined) {
                    ids.set(resourceId, resourceId).set(resourceName ?? resourceId, resourceId);
                }
            }
            from = page.nextToken;
        } while (from !== undefined && from !== "");
        return ids;
    }

    /**
     * Sends AWS Config the evaluations.
     * @throws AwsFailure, or an Error if it refuses some of them
     */
    async put(evaluations: readonly Evaluation[], resultToken: string): Promise<void> {
        for (let first = 0; first < evaluations.length; first += MOST_EVALUATIONS) {
            const command = new PutEvaluationsCommand({
                Evaluations: evaluations.slice(first, first + MOST_EVALUATIONS),
                ResultToken: resultToken,
                ...(resultToken === TEST_MODE ? { TestMode: true } : {}),
            });
            const { FailedEvaluations: failed = [] } = await this.client.send(command).catch(error => {
                throw awsFailure("PutEvaluations", error);
            });
            if (failed.length > 0) {
                const names = failed.map(({ ComplianceResourceId }) => ComplianceResourceId);
                throw new Error(`AWS Config did not accept the evaluations of ${names.join(", ")}`);
            }
        }
    }
}
