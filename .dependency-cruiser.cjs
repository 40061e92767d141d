/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
    forbidden: [
        {
            name: "cloudtrail-is-the-bottom",
            comment:
                "What a trail logs is decided by AWS's rules alone: it must stay testable and provable without any tool around it.",
            severity: "error",
            from: { path: "^src/cloudtrail" },
            to: { pathNot: "^src/cloudtrail|^node_modules/fastest-levenshtein" },
        },
        {
            name: "coverage-is-the-top-of-cloudtrail",
            comment:
                "What selectors are and what is required are facts; whether one contains the other is decided from them, never the other way round.",
            severity: "error",
            from: { path: "^src/cloudtrail/(selectors|bedrock)/" },
            to: { path: "^src/cloudtrail/coverage/" },
        },
        {
            name: "compliance-knows-only-cloudtrail",
            comment:
                "Rules give the same verdict wherever a trail is declared, so they can't know about Pulumi, AWS's API or the checker.",
            severity: "error",
            from: { path: "^src/compliance" },
            to: { pathNot: "^src/(compliance|cloudtrail)|^node_modules/(@cfworker/json-schema|picomatch)" },
        },
        {
            name: "policies-are-pure",
            comment:
                "A policy is a small file on top of the engine: anything that it needs from the outside world belongs in src.",
            severity: "error",
            from: { path: "^policies" },
            to: { pathNot: "^(policies|src/(compliance|cloudtrail))" },
        },
        {
            name: "only-src-pulumi-imports-pulumi",
            comment: "Pulumi's proxies, sentinels and secrets stay in one place.",
            severity: "error",
            from: { pathNot: "^(src/pulumi|index\\.ts$|offline-preview/src/)" },
            to: { path: "^node_modules/@pulumi" },
        },
        {
            name: "the-offline-preview-has-no-pulumi-of-its-own",
            comment:
                "It talks to programs and packs in the versions that they have installed: it loads those at run time, and uses only types of ours.",
            severity: "error",
            from: { path: "^offline-preview/src/" },
            to: {
                path: "^node_modules/(@pulumi|@grpc|google-protobuf)",
                dependencyTypesNot: ["type-only", "type-import"],
            },
        },
        {
            name: "the-offline-preview-stands-alone",
            comment:
                "It is a separate package for any policy pack: it knows nothing about CloudTrail or this command line.",
            severity: "error",
            from: { path: "^offline-preview/src/" },
            to: { path: "^(src|policies|checker|scripts|index\\.ts$)" },
        },
        {
            name: "the-offline-preview-has-one-entry",
            comment: "What it does not export may change with any release.",
            severity: "error",
            from: { pathNot: "^offline-preview/" },
            to: { path: "^offline-preview/src/", pathNot: "^offline-preview/src/index\\.ts$" },
        },
        {
            name: "the-pack-stays-light",
            comment:
                "Every stack of an organization installs the pack: it can't depend on the checker or on the checker's libraries.",
            severity: "error",
            from: { path: "^(index\\.ts|src|policies)" },
            to: { path: "^(checker|offline-preview)/" },
        },
        {
            name: "the-command-line-knows-no-command",
            comment: "Every command uses it: what it imported from one of them, every other would load at its start.",
            severity: "error",
            from: { path: "^checker/src/command-line" },
            to: { path: "^checker/src/(?!command-line)" },
        },
        {
            name: "no-circular",
            comment: "A cycle hides which of two folders is below the other.",
            severity: "error",
            from: {},
            to: { circular: true },
        },
        {
            name: "no-node-in-pure-code",
            comment: "Pure code does no I/O.",
            severity: "error",
            from: { path: "^(src/(cloudtrail|compliance)|policies)" },
            to: { dependencyTypes: ["core"] },
        },
        {
            name: "not-to-unresolvable",
            comment: "What can't be resolved can't be checked.",
            severity: "error",
            from: {},
            to: { couldNotResolve: true },
        },
    ],
    options: {
        doNotFollow: { path: "node_modules" },
        tsConfig: { fileName: "tsconfig.json" },
        tsPreCompilationDeps: true,
        enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default"] },
    },
};
