import { type Dialect, TRAIL_PROPERTIES, type TrailProperty } from "../../cloudtrail/selectors/dialect";

/**
 * The properties of a trail that `ignoreChanges` covers, completely or in part. For those the engine shows a policy the
 * inputs of the last update instead of the program's, records whatever a remediation sets, and sends none of it.
 * @param paths property paths: `advancedEventSelectors`, `eventSelectors[0].readWriteType`, `["name"]`, or `*` for all
 */
export function ignoredProperties(paths: readonly string[], { of, holder }: Dialect): ReadonlySet<TrailProperty> {
    const roots = paths.map(rootOf);
    return new Set(
        TRAIL_PROPERTIES.filter(property =>
            roots.some(root => root === undefined || root === (holder ?? of(property))),
        ),
    );
}

/**
 * The first step of a property path, or `undefined` if the path may mean any property. Source: `ParsePropertyPath` in
 * `sdk/go/common/resource/property_path.go` of pulumi/pulumi.
 */
function rootOf(path: string): string | undefined {
    const [, quoted, plain] = /^\.?(?:\["((?:[^"\\]|\\.)*)"\]|([^.[]+))/.exec(path) ?? [];
    const root = quoted?.replace(/\\(.)/g, "$1") ?? plain;
    return root === "*" ? undefined : root;
}
