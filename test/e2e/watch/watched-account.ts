import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { CloudTrailClient, PutEventSelectorsCommand } from "@aws-sdk/client-cloudtrail";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { GetFindingsCommand, SecurityHubClient } from "@aws-sdk/client-securityhub";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { createTrail } from "../live/account";
import { findMotoServer, startMotoServer } from "../live/moto-server";
import { DeployedFunction } from "./deployed-function";
import { type StandIn, startSubscriber } from "./stand-ins";
import { ACCOUNT, REGION, SCHEDULE, value } from "./watched-calls";

/** An account of the moto server for the tests of a `describe`, new for each of them, and the bundle that watches it. */
export function watchedAccount() {
    let moto = "";
    let server: ChildProcess | undefined;
    let subscriber: StandIn;
    let deployed: DeployedFunction | undefined;
    let environment: Record<string, string>;
    const started: DeployedFunction[] = [];
    const options = () => ({
        endpoint: moto,
        region: REGION,
        credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
    });
    const cloudTrail = () => new CloudTrailClient(options());

    before(async function () {
        const command = findMotoServer();
        if (command === undefined) {
            // Python or PyPI is missing: these tests are skipped, and counted as skipped.
            this.skip();
        }
        ({ url: moto, process: server } = await startMotoServer(command));
        subscriber = await startSubscriber();
        environment = {
            AWS_ENDPOINT_URL: moto,
            AWS_ACCESS_KEY_ID: "testing",
            AWS_SECRET_ACCESS_KEY: "testing",
            AWS_REGION: REGION,
            FUNCTION_ARN: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:watch`,
            TRAIL_GUARD_STATE_BUCKET: "state",
            TRAIL_GUARD_TOPIC_ARN: `arn:aws:sns:${REGION}:${ACCOUNT}:alerts`,
        };
        deployed = deploy();
    });
    beforeEach(async () => {
        await fetch(`${moto}/moto-api/reset`, { method: "POST" });
        subscriber.received.length = 0;
        await new S3Client({ ...options(), forcePathStyle: true }).send(new CreateBucketCommand({ Bucket: "state" }));
        const sns = new SNSClient(options());
        const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: "alerts" }));
        await sns.send(new SubscribeCommand({ TopicArn, Protocol: "http", Endpoint: subscriber.url }));
        subscriber.received.length = 0;
    });
    after(() => {
        for (const each of started) {
            each.stop();
        }
        server?.kill();
        subscriber?.close();
    });

    const watch = {
        invoke: (...given: Parameters<DeployedFunction["invoke"]>) => {
            assert.ok(deployed !== undefined);
            return deployed.invoke(...given);
        },
        get log() {
            return deployed?.log ?? "";
        },
    };

    function deploy(more: Readonly<Record<string, string>> = {}): DeployedFunction {
        const another = new DeployedFunction({ ...environment, ...more });
        started.push(another);
        return another;
    }

    const trailWith = (name: string, selectors: readonly unknown[]) =>
        createTrail(
            { url: moto, region: REGION, credentials: options().credentials },
            {
                name,
                selectors: { AdvancedEventSelectors: selectors as never },
            },
        );

    const put = (name: string, selectors: readonly unknown[]) =>
        cloudTrail().send(
            new PutEventSelectorsCommand({ TrailName: name, AdvancedEventSelectors: selectors as never }),
        );

    const messages = () =>
        subscriber.received
            .map(text => JSON.parse(text))
            .filter(({ Type }) => Type === "Notification")
            .map(({ Subject, Message }) => ({ subject: String(Subject), text: String(Message) }));

    async function findings() {
        const { Findings = [] } = await new SecurityHubClient(options()).send(new GetFindingsCommand({}));
        return Findings.filter(({ RecordState }) => RecordState === "ACTIVE");
    }

    /** A first daily check of trails that comply says nothing, and remembers them. */
    async function remember(): Promise<void> {
        assert.equal(value(await watch.invoke(SCHEDULE)).outcome, "nothing-less", watch.log);
        assert.deepEqual(messages(), []);
    }

    return { watch, deploy, options, cloudTrail, trailWith, put, messages, findings, remember, url: () => moto };
}
