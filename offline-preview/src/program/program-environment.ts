import type { Stack } from "../engine/stack";
import type { ProjectIdentity } from "./project";

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
