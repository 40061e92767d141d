import { readdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../../command-line/user-error";
import { Unreadable } from "../../input/unreadable";
import { evaluateWhole } from "../evaluate/evaluate-whole";
import { Scope, type Surroundings } from "../evaluate/scope";
import { undecided } from "../evaluate/value";
import type { Block, Body, Expression } from "../parse/ast";
import type { HclParser } from "../parse/parse-hcl";
import type { VariableOption } from "../variable-option";
import { parseSource, readSourceText } from "./module-files";
import type { Inputs } from "./module-instance";

/** Values for the variables of root modules, from the command line. */
export class GivenVariables {
    private readonly files: ReadonlyMap<string, Body>;
    private readonly used = new Set<string>();

    /** @throws UserError if a file can't be read */
    constructor(
        private readonly options: readonly VariableOption[],
        private readonly parser: HclParser,
    ) {
        this.files = new Map(
            options.flatMap(option => (option.kind === "file" ? [[option.path, readGiven(option.path, parser)]] : [])),
        );
    }

    /** The values for a root module: those in its own files, then those of the command line; the last one wins. */
    inputsFor(folder: string, surroundings: Surroundings, addProblem: (path: string, message: string) => void): Inputs {
        const own = ownFiles(folder);
        const values = new Map<string, Expression>();
        let broken: string | undefined;
        for (const path of own) {
            try {
                addAll(values, parseSource(path, readSourceText(path), this.parser));
            } catch (error) {
                if (!(error instanceof Unreadable)) {
                    throw error;
                }
                addProblem(path, error.message);
                broken = path;
            }
        }
        const scope = new Scope(surroundings, () => undefined);
        return (name, variable) => {
            const given = this.givenOf(name, variable);
            if (given !== undefined) {
                return evaluateWhole(given, scope);
            }
            if (broken !== undefined) {
                return undecided(`var.${name} may be set in ${broken}, which could not be read`);
            }
            const expression = values.get(name);
            return expression === undefined ? undefined : evaluateWhole(expression, scope);
        };
    }

    /** Records which variables a root module declares. */
    noteDeclared(names: Iterable<string>): void {
        for (const name of names) {
            this.used.add(name);
        }
    }

    /** @throws UserError for a variable that no root module has */
    refuseUnused(): void {
        const unused = this.options.find(option => option.kind === "value" && !this.used.has(option.name));
        if (unused?.kind === "value") {
            throw new UserError(`--var ${unused.name}: no root module declares a variable of that name`);
        }
    }

    private givenOf(name: string, variable: Block): Expression | undefined {
        let given: Expression | undefined;
        for (const option of this.options) {
            if (option.kind === "file") {
                given = this.files.get(option.path)?.constant(name) ?? given;
            } else if (option.name === name) {
                given = this.fromText(option.value, name, variable);
            }
        }
        return given;
    }

    /** A string for variables of simple types, as in Terraform; an expression for others. */
    private fromText(text: string, name: string, { body }: Block): Expression {
        const type = body.syntax("type");
        const place = { file: `--var ${name}`, line: 1 };
        const typeName =
            type?.kind === "variable" ? type.name : type?.kind === "literal" ? String(type.value) : undefined;
        if (type === undefined || /^(string|number|bool)$/.test(typeName ?? "")) {
            return { kind: "literal", value: text, place };
        }
        try {
            return this.parser.expression(text, place);
        } catch (error) {
            if (error instanceof Unreadable) {
                throw new UserError(`--var ${name}: ${error.reason}`);
            }
            throw error;
        }
    }
}

function readGiven(path: string, parser: HclParser): Body {
    try {
        return parseSource(path, readSourceText(path), parser);
    } catch (error) {
        if (error instanceof Unreadable) {
            throw new UserError(`--var-file ${path}: ${error.message}`);
        }
        throw error;
    }
}

/** Source: Terraform language, "Variable Definition Precedence". */
function ownFiles(folder: string): readonly string[] {
    const names = namesIn(folder);
    return [
        ...["terraform.tfvars", "terraform.tfvars.json"].filter(name => names.includes(name)),
        ...names.filter(name => /\.auto\.tfvars(\.json)?$/.test(name)),
    ].map(name => join(folder, name));
}

function namesIn(folder: string): readonly string[] {
    try {
        return readdirSync(folder).sort();
    } catch {
        return [];
    }
}

function addAll(values: Map<string, Expression>, body: Body): void {
    for (const name of body.attributes.keys()) {
        const expression = body.constant(name);
        if (expression !== undefined) {
            values.set(name, expression);
        }
    }
}
