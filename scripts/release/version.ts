/** What a release may be called by: the part that is raised, or the version itself. */
export const PARTS = ["major", "minor", "patch"] as const;

type Numbers = readonly [major: number, minor: number, patch: number];

/**
 * The version of a release.
 * @param wanted a part to raise (`minor`), or a version (`1.2.3`)
 * @returns the version, or what is wrong with what was wanted
 */
export function nextVersion(
    current: string,
    wanted: string,
): { readonly version: string } | { readonly problem: string } {
    const from = parse(current);
    if (from === undefined) {
        return { problem: `the present version ${JSON.stringify(current)} is none` };
    }
    const [major, minor, patch] = from;
    const raised: Readonly<Record<string, Numbers>> = {
        major: [major + 1, 0, 0],
        minor: [major, minor + 1, 0],
        patch: [major, minor, patch + 1],
    };
    const to = Object.hasOwn(raised, wanted) ? raised[wanted] : parse(wanted);
    if (to === undefined) {
        return { problem: `${JSON.stringify(wanted)} is no version: use ${PARTS.join(", ")} or one like 1.2.3` };
    }
    return isGreater(to, from)
        ? { version: to.join(".") }
        : { problem: `${to.join(".")} is not greater than the present version ${current}` };
}

function parse(text: string): Numbers | undefined {
    const match = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/.exec(text);
    return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])];
}

function isGreater(a: Numbers, b: Numbers): boolean {
    const different = a.findIndex((number, index) => number !== b[index]);
    return different >= 0 && (a[different] ?? 0) > (b[different] ?? 0);
}
