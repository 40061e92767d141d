/** Calls a method of a gRPC client. The error of a failed call has gRPC's `code` and `details`. */
export function callUnary<Reply>(client: object, method: string, request: object): Promise<Reply> {
    return new Promise((resolve, reject) => {
        const call: (request: object, callback: (error: Error | null, reply: Reply) => void) => void = Reflect.get(
            client,
            method,
        );
        call.call(client, request, (error, reply) => (error === null ? resolve(reply) : reject(error)));
    });
}
