import type { Configurations } from "./configurations";
import { realFolder } from "./module-files";

/**
 * The folders that are root modules: those that no other module calls. Of modules that call each other in a cycle, one
 * is used, so that none goes unread. A module that mentions nothing relevant is not worth reading.
 * @param folders where files were found, in order
 * @param named those that were named themselves: root modules, whatever calls them
 */
export function findRoots(
    folders: readonly string[],
    named: ReadonlySet<string>,
    configurations: Configurations,
): readonly string[] {
    const calls = new Map<string, ReadonlySet<string>>();
    const callsOf = (folder: string): ReadonlySet<string> => {
        const real = realFolder(folder) ?? folder;
        const known = calls.get(real);
        if (known !== undefined) {
            return known;
        }
        const isRead = named.has(folder) || configurations.matters(folder);
        const configuration = isRead ? configurations.ofFolder(folder) : undefined;
        const called = configuration === undefined ? [] : configurations.calledBy(configuration);
        const own = new Set(called.flatMap(target => realFolder(target) ?? []));
        calls.set(real, own);
        for (const target of called) {
            callsOf(target);
        }
        return own;
    };
    for (const folder of folders) {
        callsOf(folder);
    }
    const isCalled = (real: string) => [...calls].some(([caller, called]) => caller !== real && called.has(real));
    const reached = new Set<string>();
    const reach = (real: string) => {
        const open = [real];
        for (let next = open.pop(); next !== undefined; next = open.pop()) {
            if (!reached.has(next)) {
                reached.add(next);
                open.push(...(calls.get(next) ?? []));
            }
        }
    };
    const mattering = folders.filter(folder => named.has(folder) || configurations.matters(folder));
    const roots = mattering.filter(folder => named.has(folder) || !isCalled(realFolder(folder) ?? folder));
    for (const root of roots) {
        reach(realFolder(root) ?? root);
    }
    for (const folder of mattering) {
        const real = realFolder(folder) ?? folder;
        if (!reached.has(real)) {
            roots.push(folder);
            reach(real);
        }
    }
    return roots;
}
