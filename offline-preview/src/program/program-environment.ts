import type { Stack } from "../engine/stack";
import { markedAsEncrypted } from "../values/encrypted";
import type { ProjectIdentity } from "./project";

/** The same for the program: encrypted values are marked, so that they can be distinguished from other unknown values. */
export function markedEnvironment(project: ProjectIdentity, stack: Stack): NodeJS.ProcessEnv {
    const config = [...stack.config].map(
        ([key, given]) => [key, { ...given, value: markedAsEncrypted(given.value, key) }] as const,
    );
    return programEnvironment(project, { ...stack, config: new Map(config) });
}

/**
 * The environment of the program and of the packs, which contains the configuration. Source: `execRuntime` and
 * `RunPlugin` in pulumi-language-nodejs.
 */
export function programEnvironment(project: ProjectIdentity, stack: Stack): NodeJS.ProcessEnv {
    const entries = [...stack.config];
    const config = Object.fromEntries(entries.map(([key, { value }]) => [key, value]));
    const secretKeys = entries.filter(([, { secret }]) => secret).map(([key]) => key);
    return {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(config),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
        PULUMI_NODEJS_ORGANIZATION: stack.organization,
        PULUMI_NODEJS_PROJECT: project.name,
        PULUMI_NODEJS_STACK: stack.name,
        PULUMI_NODEJS_DRY_RUN: "true",
    };
}
