import { spawnSync } from "node:child_process";

/** Why a tool is not available. */
export function missingTool(name: string, ...args: readonly string[]): string | undefined {
    const { error, status } = spawnSync(name, args, { encoding: "utf8" });
    return error === undefined && status === 0 ? undefined : `${name} is not on PATH`;
}

/** Code as a formatter leaves it. */
export function formatted(code: string, name: string, ...args: readonly string[]): string {
    const { stdout, stderr, status } = spawnSync(name, args, { input: code, encoding: "utf8" });
    if (status !== 0) {
        throw new Error(`${name}: ${stderr}\n${code}`);
    }
    return stdout;
}

const PYTHON = `
import json, sys

class Args(dict):
    pass

def args(name):
    def make(**given):
        return Args(given)
    return make

class CloudTrail:
    TrailAdvancedEventSelectorArgs = staticmethod(args("selector"))
    TrailAdvancedEventSelectorFieldSelectorArgs = staticmethod(args("field"))

class aws:
    cloudtrail = CloudTrail

code = sys.stdin.read()
given = eval(compile("dict(\\n" + code + "\\n)", "fix.py", "eval"))
json.dump(given, sys.stdout)
`;

/** Arguments of a resource in Python, evaluated by Python itself: names in snake case. */
export function readPython(code: string): object {
    const { stdout, stderr, status } = spawnSync("python3", ["-c", PYTHON], { input: code, encoding: "utf8" });
    if (status !== 0) {
        throw new Error(`${stderr}\n${code}`);
    }
    return renamed(JSON.parse(stdout), name => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
}

/**
 * Composite values in Go or C#: types are passed over, but each has to be one of the provider's. Strict, so that a wrong
 * bracket fails.
 */
export function readTyped(code: string, types: RegExp): object {
    const tokens = [
        ...code.replace(/^\s*\/\/.*$/gm, "").matchAll(/"(?:[^"\\\n]|\\.)*"|[&\w.[\]]+|[{}(),:=]|(\S)/g),
    ].map(([token, stray]) => (stray === undefined ? token : fail(token)));
    const next = () => tokens.shift() ?? fail("the end");
    const pairs = (end: string | undefined): object => {
        const body: Record<string, unknown> = {};
        while (tokens.length > 0 && tokens[0] !== end) {
            const name = next();
            if (!/^[A-Z]\w*$/.test(name) || ![":", "="].includes(next())) {
                fail(name);
            }
            body[name.charAt(0).toLowerCase() + name.slice(1)] = value();
            expect(next(), ",");
        }
        return body;
    };
    const value = (): unknown => {
        let type = "";
        while (/^[&\w.[\]]+$/.test(tokens[0] ?? "")) {
            type += `${next()} `;
        }
        if (!types.test(type.trim())) {
            fail(`the type ${type}`);
        }
        if (tokens[0] === "(") {
            next();
            const text = text_(next());
            expect(next(), ")");
            return text;
        }
        if (tokens[0] !== "{") {
            return text_(next());
        }
        next();
        const isObject = /^[A-Z]\w*$/.test(tokens[0] ?? "") && [":", "="].includes(tokens[1] ?? "");
        const result = isObject ? pairs("}") : list();
        expect(next(), "}");
        return result;
    };
    const list = (): unknown[] => {
        const values: unknown[] = [];
        while (tokens[0] !== "}") {
            values.push(value());
            if (tokens[0] !== "}") {
                expect(next(), ",");
            }
        }
        return values;
    };
    return pairs(undefined);
}

function text_(token: string): string {
    const json = token.replace(/\\U([0-9a-f]{8})/gi, (_, digits: string) =>
        String.fromCodePoint(Number.parseInt(digits, 16)),
    );
    return JSON.parse(json) as string;
}

function renamed(value: unknown, rename: (name: string) => string): object {
    if (Array.isArray(value)) {
        return value.map(entry => renamed(entry, rename));
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, entry]) => [rename(name), renamed(entry, rename)]))
        : (value as object);
}

function expect(token: string, expected: string): void {
    if (token !== expected) {
        fail(token);
    }
}

function fail(token: string): never {
    throw new Error(`unexpected: ${token}`);
}
