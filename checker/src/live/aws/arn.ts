/** The parts of a trail's ARN: where it is, and whose it is. */
export interface TrailArn {
    readonly partition: string;
    readonly region: string;
    readonly account: string;
    readonly name: string;
}

/** Parses a trail's ARN; `undefined` if it isn't one. */
export function parseTrailArn(arn: string): TrailArn | undefined {
    const match = /^arn:([a-z][a-z0-9-]*):cloudtrail:([a-z0-9-]+):(\d{12}):trail\/(.+)$/.exec(arn);
    const [, partition, region, account, name] = match ?? [];
    return partition === undefined || region === undefined || account === undefined || name === undefined
        ? undefined
        : { partition, region, account, name };
}
