import type { Expression } from "../parse/ast";
import type { Budget } from "./budget";
import { EvaluationError } from "./evaluation-error";
import type { Hcl } from "./value";

/** What functions may use of the module that contains an expression. */
export interface ModuleFiles {
    /** The text of a file of the configuration. @throws EvaluationError if there is none */
    readonly read: (path: string) => Hcl;
    readonly exists: (path: string) => Hcl;
    /** Text as a template. */
    readonly template: (path: string, text: string) => Expression;
}

/** What is the same for all expressions of a module. */
export interface Surroundings {
    readonly budget: Budget;
    readonly files: ModuleFiles;
    /** Strings that must never appear in output. */
    readonly secrets: Set<string>;
}

/** The names that an expression can use. */
export class Scope {
    constructor(
        readonly surroundings: Surroundings,
        private readonly names: (name: string) => Hcl | undefined,
        private readonly outer?: Scope,
    ) {}

    /** The value of a name. @throws EvaluationError */
    get(name: string): Hcl {
        for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.outer) {
            const value = scope.names(name);
            if (value !== undefined) {
                return value;
            }
        }
        throw new EvaluationError(`${name} is not declared`);
    }

    /** A scope with these names in addition. */
    with(names: ReadonlyMap<string, Hcl>): Scope {
        return new Scope(this.surroundings, name => names.get(name), this);
    }
}
