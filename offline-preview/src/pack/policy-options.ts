import type { RegistrationOptions } from "../engine/registration";
import type { ResourceOptions } from "../engine/resource";
import { toSeconds } from "./duration";

/**
 * The options as policies see them. In a first preview the engine shows no aliases, because no resource had another
 * name.
 */
export function policyOptions(options: RegistrationOptions): ResourceOptions {
    const { customTimeouts: timeouts } = options;
    return {
        protect: options.protect ?? false,
        ignoreChanges: options.ignoreChanges,
        deleteBeforeReplace: options.deleteBeforeReplace,
        additionalSecretOutputs: options.additionalSecretOutputs,
        timeouts: {
            create: toSeconds(timeouts?.getCreate()),
            update: toSeconds(timeouts?.getUpdate()),
            delete: toSeconds(timeouts?.getDelete()),
            // An option that is newer than the others.
            read: toSeconds(timeouts?.getRead?.()),
        },
    };
}
