import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** A resource that a program declares, with its outputs made up. */
export interface Declared {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
}

const PROGRAM = join(__dirname, "../../../examples/watch");

/** ARNs of the form that policies are read for. */
const ARNS: Readonly<Record<string, (name: string) => string>> = {
    "aws:sns/topic:Topic": name => `arn:aws:sns:us-east-1:111122223333:${name}`,
    "aws:sqs/queue:Queue": name => `arn:aws:sqs:us-east-1:111122223333:${name}`,
    "aws:s3/bucket:Bucket": name => `arn:aws:s3:::${name}`,
    "aws:cloudwatch/logGroup:LogGroup": name => `arn:aws:logs:us-east-1:111122223333:log-group:${name}`,
    "aws:iam/role:Role": name => `arn:aws:iam::111122223333:role/${name}`,
    "aws:lambda/function:Function": name => `arn:aws:lambda:us-east-1:111122223333:function:${name}`,
    "aws:cloudwatch/eventRule:EventRule": name => `arn:aws:events:us-east-1:111122223333:rule/${name}`,
};

/** Runs the program of the watch with a configuration, and returns what it declares. */
export async function declaredBy(config: Readonly<Record<string, unknown>>): Promise<readonly Declared[]> {
    const declared: Declared[] = [];
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs }) => {
                declared.push({ type, name, inputs });
                const arn = ARNS[type]?.(name);
                return {
                    id: name,
                    state: { ...inputs, name, bucket: inputs.bucket ?? name, ...(arn === undefined ? {} : { arn }) },
                };
            },
            call: ({ inputs }) => inputs,
        },
        "watch",
        "dev",
        false,
    );
    const texts = Object.entries({ "aws:region": "us-east-1", "watch:accountId": "111122223333", ...config }).map(
        ([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)],
    );
    pulumi.runtime.setAllConfig(Object.fromEntries(texts));
    for (const file of Object.keys(require.cache).filter(name => name.startsWith(PROGRAM))) {
        delete require.cache[file];
    }
    require(join(PROGRAM, "index.ts"));
    await pulumi.runtime.disconnect();
    return declared;
}
