import type { GetEventSelectorsCommand } from "@aws-sdk/client-cloudtrail";

/**
 * Keeps the text of the answer to a command, which the SDK otherwise only shows as far as it knows its properties.
 * @returns gives the text, once the command was sent
 */
export function rawBody(command: GetEventSelectorsCommand): () => string {
    let text = "";
    command.middlewareStack.add(
        next => async args => {
            const result = await next(args);
            const response = result.response as { body?: AsyncIterable<Uint8Array> };
            const chunks: Uint8Array[] = [];
            for await (const chunk of response.body ?? []) {
                chunks.push(chunk);
            }
            const body = Buffer.concat(chunks);
            text = body.toString("utf8");
            return { ...result, response: Object.assign(response, { body }) as unknown };
        },
        // The lowest priority of this step runs next to the connection, before the SDK reads the answer.
        { step: "deserialize", priority: "low", name: "rawBody" },
    );
    return () => text;
}
