import nodeModule = require("node:module");

// Every preview boots the pack, and the SDK loads these for what no policy pack does: they find the packages of functions
// that a program serialises, and are the Automation API. They and what they need are more than half of all modules. The
// entry imports this first.
for (const name of ["@npmcli/arborist", "normalize-package-data", "@pulumi/pulumi/automation"]) {
    const path = pathInSdk(name);
    if (path !== undefined && require.cache[path] === undefined) {
        require.cache[path] = lazyModule(path);
    }
}

/** Where the SDK finds a package, or `undefined` if this version of the SDK has none of that name. */
function pathInSdk(name: string): string | undefined {
    try {
        return require.resolve(name, { paths: [require.resolve("@pulumi/pulumi")] });
    } catch {
        return undefined;
    }
}

/** A module that gives way to the real one as soon as an export is read. */
function lazyModule(path: string): NodeModule {
    const lazy = new nodeModule(path);
    lazy.filename = path;
    lazy.loaded = true;
    // Without `__esModule`, compiled TypeScript would copy every export, and so load all of them.
    lazy.exports = new Proxy({}, { get: (_, name) => (name === "__esModule" ? true : exportOf(path, lazy, name)) });
    return lazy;
}

function exportOf(path: string, lazy: NodeModule, name: string | symbol): unknown {
    if (require.cache[path] === lazy) {
        delete require.cache[path];
    }
    const exports = require(path);
    return name === "default" && !exports.__esModule ? exports : exports[name];
}
