/** A block's content: attributes, and lists of the nested blocks of each type. */
export type HclBody = { [name: string]: unknown };

/**
 * Reads the part of HCL that remediations are written in: comments, blocks without labels, strings and lists of them.
 * Strict, so that a wrong bracket or quotation mark fails; an expression in a string (`${…}`) fails too.
 */
export function readHcl(text: string): HclBody {
    const tokens = [...text.replace(/^\s*#.*$/gm, "").matchAll(/"(?:[^"\\\n]|\\.)*"|[A-Za-z_]\w*|[{}[\]=,]|(\S)/g)].map(
        ([token, stray]) => {
            if (stray !== undefined) {
                throw new Error(`not HCL: ${token}`);
            }
            return token;
        },
    );
    const next = () => tokens.shift() ?? fail("the end");
    const body = readBody(next, () => tokens[0]);
    return tokens.length === 0 ? body : fail(tokens[0] ?? "");
}

function readBody(next: () => string, peek: () => string | undefined): HclBody {
    const body: HclBody = {};
    while (peek() !== undefined && peek() !== "}") {
        const name = next();
        if (!/^\w+$/.test(name)) {
            fail(name);
        }
        const operator = next();
        if (operator === "=") {
            body[name] = name in body ? fail(`${name} twice`) : readValue(next, peek);
        } else if (operator === "{") {
            const blocks = (body[name] ?? []) as HclBody[];
            body[name] = [...blocks, readBody(next, peek)];
            expect(next(), "}");
        } else {
            fail(operator);
        }
    }
    return body;
}

function readValue(next: () => string, peek: () => string | undefined): unknown {
    const token = next();
    if (token !== "[") {
        return readString(token);
    }
    const values: unknown[] = [];
    while (peek() !== "]") {
        values.push(readString(next()));
        if (peek() !== "]") {
            expect(next(), ",");
        }
    }
    next();
    return values;
}

function readString(token: string): string {
    if (!token.startsWith('"') || /[$%]\{/.test(token.replace(/\$\$\{|%%\{/g, ""))) {
        fail(token);
    }
    return JSON.parse(token.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{")) as string;
}

function expect(token: string, expected: string): void {
    if (token !== expected) {
        fail(token);
    }
}

function fail(token: string): never {
    throw new Error(`not HCL: ${token}`);
}
