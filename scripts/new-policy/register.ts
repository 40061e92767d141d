/** The name under which a policy is imported: the words after `cloudtrail-`. */
function identifierOf(policy: string): string {
    const [, first = "", ...others] = policy.split("-");
    return first + others.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** Is the name under which a policy would be imported already used in the registry, or a reserved word? */
export function isTaken(registry: string, policy: string): boolean {
    const identifier = identifierOf(policy);
    try {
        new Function(`"use strict"; const ${identifier} = 1;`);
    } catch {
        return true;
    }
    const code = registry.replace(/"[^"]*"|\/\*.*?\*\//gs, "");
    return new RegExp(`\\b${identifier}\\b`).test(code);
}

/** The registry of policies with one more trail policy: its import in its place, its row at the end. */
export function register(registry: string, policy: string): string {
    const identifier = identifierOf(policy);
    const lines = registry.split("\n");
    const imported = lines.map(line => /^import \w+ from "\.\/(.*)";$/.exec(line)?.[1]);
    const next = imported.findIndex(other => other !== undefined && other > policy);
    const afterLast = imported.findLastIndex(other => other !== undefined) + 1;
    lines.splice(next === -1 ? afterLast : next, 0, `import ${identifier} from "./${policy}";`);
    const list = lines.findIndex(line => line.startsWith("export const trailPolicies"));
    const end = lines.indexOf("];", list);
    if (list === -1 || end === -1) {
        throw new Error("the registry has no list of trailPolicies");
    }
    lines.splice(end, 0, `    ${identifier},`);
    return lines.join("\n");
}
