import nodeModule = require("node:module");

// Every preview boots the pack. With it the SDK loads npm's @npmcli/arborist, more than half of all modules, which finds
// the packages of functions that a program serialises. A policy pack serialises none. The entry imports this first.
const path = pathOfArborist();
if (path !== undefined && require.cache[path] === undefined) {
    const lazy = new nodeModule(path);
    lazy.filename = path;
    lazy.loaded = true;
    // Without `__esModule`, compiled TypeScript would copy every export, and so load all of them.
    lazy.exports = new Proxy({}, { get: (_, name) => (name === "__esModule" ? true : exportOf(path, lazy, name)) });
    require.cache[path] = lazy;
}

/** Where the SDK finds it, or `undefined` if this version of the SDK has none. */
function pathOfArborist(): string | undefined {
    try {
        return require.resolve("@npmcli/arborist", { paths: [require.resolve("@pulumi/pulumi")] });
    } catch {
        return undefined;
    }
}

/** An export of the real module, which takes the place of the lazy one. */
function exportOf(path: string, lazy: NodeModule, name: string | symbol): unknown {
    if (require.cache[path] === lazy) {
        delete require.cache[path];
    }
    const exports = require(path);
    return name === "default" ? exports : exports[name];
}
