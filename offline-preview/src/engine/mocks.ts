import { isDeepStrictEqual } from "node:util";
import { InvalidOptionError } from "../preview-error";
import { requireObject } from "../values/plain-data";
import { mapEntries, mapProperties, UNKNOWN, type Wire, type WireProperties } from "../values/wire";

/** One answer: for every call, or for those with these arguments. */
interface Mock {
    readonly args: WireProperties;
    readonly result: WireProperties;
}

/** How to write an unknown value. */
const UNKNOWN_TEXT = "[unknown]";

/**
 * The results of functions, methods, remote components and resources that are read, by their tokens: the user's
 * stand-in for what only a provider knows.
 */
export class Mocks {
    private readonly byToken: ReadonlyMap<string, readonly Mock[]>;
    private readonly unusedTokens: Set<string>;

    /**
     * @param answers `{"token": {…result}}`, or `{"token": [{"args": {…}, "result": {…}}]}` if the answer depends on
     * the arguments
     * @throws InvalidOptionError if they are neither
     */
    constructor(answers: unknown = {}) {
        this.byToken = new Map(
            Object.entries(asObject(answers, "")).map(([token, entry]) => [
                token,
                readMocks(entry, JSON.stringify(token)),
            ]),
        );
        this.unusedTokens = new Set(this.byToken.keys());
    }

    /** The answer to a call, if there is one. */
    answer(token: string, args: WireProperties): WireProperties | undefined {
        this.unusedTokens.delete(token);
        return this.byToken.get(token)?.find(mock => covers(mock.args, args))?.result;
    }

    /** Tokens that were not used: probably mistakes. */
    get unused(): readonly string[] {
        return [...this.unusedTokens];
    }
}

function readMocks(entry: unknown, where: string): readonly Mock[] {
    if (Array.isArray(entry)) {
        return entry.map((item, index) => {
            const { args = {}, result, ...others } = asObject(item, `${where}[${index}]`);
            if (Object.keys(others).length > 0 || result === undefined) {
                throw new InvalidOptionError("mocks", 'expected {"args": {…}, "result": {…}}', `${where}[${index}]`);
            }
            return {
                args: withUnknowns(asObject(args, `${where}[${index}].args`)),
                result: withUnknowns(asObject(result, `${where}[${index}].result`)),
            };
        });
    }
    return [{ args: {}, result: withUnknowns(asObject(entry, where)) }];
}

function asObject(value: unknown, where: string): Readonly<Record<string, unknown>> {
    return requireObject(value, "an object", problem => new InvalidOptionError("mocks", problem, where));
}

function withUnknowns(values: Readonly<Record<string, unknown>>): WireProperties {
    const change = (value: Wire): Wire => (value === UNKNOWN_TEXT ? UNKNOWN : mapEntries(value, change));
    return mapProperties(values as WireProperties, change);
}

/** Are the arguments in a mock those of the call? */
function covers(expected: WireProperties, args: WireProperties): boolean {
    return Object.entries(expected).every(([name, value]) => isDeepStrictEqual(args[name], value));
}
