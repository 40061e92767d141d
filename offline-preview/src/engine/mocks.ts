import { isDeepStrictEqual } from "node:util";
import type { InputText } from "../../../checker/src/command-line/read-text";
import { UserError } from "../../../checker/src/command-line/user-error";
import { parseJson } from "../../../checker/src/text/json-text";
import { isRecord, kindOf } from "../../../src/cloudtrail/plain-data";
import { quote } from "../../../src/cloudtrail/quote";
import { mapEntries, mapProperties, UNKNOWN, type Wire, type WireProperties } from "../values/wire";

/** One answer: for every call, or for those with these arguments. */
interface Mock {
    readonly args: WireProperties;
    readonly result: WireProperties;
}

/** How a value that isn't known is written. */
const UNKNOWN_TEXT = "[unknown]";

/**
 * What functions, methods, remote components and resources that are read answer, by their tokens: the user's stand-in
 * for what only a provider knows.
 */
export class Mocks {
    readonly #byToken: ReadonlyMap<string, readonly Mock[]>;
    readonly #unused: Set<string>;

    private constructor(byToken: ReadonlyMap<string, readonly Mock[]>) {
        this.#byToken = byToken;
        this.#unused = new Set(byToken.keys());
    }

    /** Without a file, nothing is answered. */
    static readonly none = (): Mocks => new Mocks(new Map());

    /**
     * Reads `{"token": {…result}}`, or `{"token": [{"args": {…}, "result": {…}}]}` where the answer depends on the
     * arguments.
     */
    static read({ text, label }: InputText): Mocks {
        const parsed = parseJson(text);
        if ("problem" in parsed) {
            const { message, line, column } = parsed.problem;
            throw new UserError(`${label}:${line}:${column}: malformed JSON: ${message}`);
        }
        if (!isRecord(parsed.value)) {
            throw new UserError(`${label}: expected an object, found ${kindOf(parsed.value)}`);
        }
        return new Mocks(
            new Map(
                Object.entries(parsed.value).map(([token, entry]) => [
                    token,
                    readMocks(entry, `${label}: ${quote(token)}`),
                ]),
            ),
        );
    }

    /** The answer to a call, if there is one. */
    answer(token: string, args: WireProperties): WireProperties | undefined {
        this.#unused.delete(token);
        return this.#byToken.get(token)?.find(mock => covers(mock.args, args))?.result;
    }

    /** Tokens that nothing asked for: mistakes, most likely. */
    get unused(): readonly string[] {
        return [...this.#unused];
    }
}

function readMocks(entry: unknown, where: string): readonly Mock[] {
    if (Array.isArray(entry)) {
        return entry.map((item, index) => {
            const { args = {}, result, ...others } = asRecord(item, `${where}[${index}]`);
            const [other] = Object.keys(others);
            if (other !== undefined || result === undefined) {
                throw new UserError(`${where}[${index}]: expected {"args": {…}, "result": {…}}`);
            }
            return {
                args: withUnknowns(asRecord(args, `${where}[${index}].args`)),
                result: withUnknowns(asRecord(result, `${where}[${index}].result`)),
            };
        });
    }
    return [{ args: {}, result: withUnknowns(asRecord(entry, where)) }];
}

function asRecord(value: unknown, where: string): Record<string, unknown> {
    if (!isRecord(value)) {
        throw new UserError(`${where}: expected an object, found ${kindOf(value)}`);
    }
    return value;
}

function withUnknowns(record: Record<string, unknown>): WireProperties {
    const change = (value: Wire): Wire => (value === UNKNOWN_TEXT ? UNKNOWN : mapEntries(value, change));
    return mapProperties(record as WireProperties, change);
}

/** Are the arguments that a mock names those of the call? */
function covers(expected: WireProperties, args: WireProperties): boolean {
    return Object.entries(expected).every(([name, value]) => isDeepStrictEqual(args[name], value));
}
