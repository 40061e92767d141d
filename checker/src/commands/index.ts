import type { CommandEntry, CommandModule } from "../command-line/command";

/** Every command, in the order of the help. A command's file is loaded by `require`, only when it is used. */
export const commandEntries: readonly CommandEntry[] = [
    {
        name: "check",
        summary: "check the trails in states, previews, plans, templates and live accounts",
        load: () => require("./check") as CommandModule,
    },
    {
        name: "init",
        summary: "write a configuration to start from, for what is found",
        load: () => require("./init") as CommandModule,
    },
    {
        name: "diff",
        summary: "decide whether a change makes a trail record less",
        load: () => require("./diff") as CommandModule,
    },
    {
        name: "coverage",
        summary: "decide what event selectors log, and prove it with an event",
        load: () => require("./coverage") as CommandModule,
    },
    {
        name: "explain",
        summary: "explain whether an event is logged, and by which selector",
        load: () => require("./explain") as CommandModule,
    },
    {
        name: "remediate",
        summary: "print selectors that also log what is missing, ready to paste",
        load: () => require("./remediate") as CommandModule,
    },
    {
        name: "preview",
        summary: "preview a Pulumi program with policy packs, offline",
        load: () => require("./preview") as CommandModule,
    },
    {
        name: "fix",
        summary: "make the trails of live accounts comply with the policies",
        load: () => require("./fix") as CommandModule,
    },
    {
        name: "evidence",
        summary: "verify delivered log files, and compare them with what a trail promises",
        load: () => require("./evidence") as CommandModule,
    },
    {
        name: "cost",
        summary: "estimate what recording adds to the cost of each trail",
        load: () => require("./cost") as CommandModule,
    },
    {
        name: "policies",
        summary: "list the policies and their pages",
        load: () => require("./policies") as CommandModule,
    },
    {
        name: "policy",
        summary: "print the service control policy that keeps trails recording",
        load: () => require("./policy") as CommandModule,
    },
    {
        name: "validate-config",
        summary: "find mistakes in the configuration file of the policy pack",
        load: () => require("./validate-config") as CommandModule,
    },
    {
        name: "completion",
        summary: "print a completion script for a shell",
        load: () => require("./completion") as CommandModule,
    },
];
