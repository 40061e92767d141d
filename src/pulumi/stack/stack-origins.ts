import { roleOfType } from "./stack-resource-types";

/** A resource, and the resources that the value of each of its properties is made from. */
export interface Dependent {
    readonly urn: string;
    readonly type: string;
    readonly propertyDependencies: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

/** What a value is ultimately made from, by URN, given the resources that it is directly made from. */
export type OriginsOf = (dependencies: readonly { readonly urn: string }[]) => readonly string[];

/** What links lead to. */
const TARGETS: ReadonlySet<unknown> = new Set(["bucket", "key", "key-alias"]);

/** What other resources only pass on: the output `bucket` of a bucket policy is the name of its bucket. */
const PASSED_ON = ["bucket", "keyId"];

/** How many resources may pass on a name, one to the next. */
const LONGEST = 5;

/** Follows values among these resources. */
export function originsAmong(resources: readonly Dependent[]): OriginsOf {
    let index: ReadonlyMap<string, Dependent> | undefined;
    const origins = (urn: string, steps: number): readonly string[] => {
        index ??= new Map(resources.map(resource => [resource.urn, resource]));
        const resource = index.get(urn);
        if (resource === undefined || steps === 0 || TARGETS.has(roleOfType(resource.type))) {
            return [urn];
        }
        const passed = PASSED_ON.flatMap(property => resource.propertyDependencies[property] ?? []);
        return passed.length === 0 ? [urn] : passed.flatMap(next => origins(next.urn, steps - 1));
    };
    return dependencies => [...new Set(dependencies.flatMap(({ urn }) => origins(urn, LONGEST)))];
}
