/** Does the resource run a command: is it one of the package `command`? */
export function isCommand(type: unknown): boolean {
    return type === "command:local:Command" || type === "command:remote:Command";
}

/** The properties with the commands that it runs when it is created or updated. */
export const COMMAND_PROPERTIES = ["create", "update"] as const;

/** The commands, as far as they are known. */
export function commandsIn(properties: Readonly<Record<string, unknown>>): readonly string[] {
    return COMMAND_PROPERTIES.flatMap(name => {
        const command = properties[name];
        return typeof command === "string" ? [command] : [];
    });
}
