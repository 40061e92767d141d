/** The parts of an ARN of any service. */
export interface Arn {
    readonly partition: string;
    readonly service: string;
    /** Empty if the service's ARNs have none. */
    readonly region: string;
    readonly account: string;
    readonly resource: string;
}

/** Parses an ARN; `undefined` if it isn't one. */
export function parseArn(arn: string): Arn | undefined {
    const [, partition, service, region, account, resource] =
        /^arn:([a-z][a-z0-9-]*):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|):(.+)$/s.exec(arn) ?? [];
    return partition === undefined ||
        service === undefined ||
        region === undefined ||
        account === undefined ||
        resource === undefined
        ? undefined
        : { partition, service, region, account, resource };
}
