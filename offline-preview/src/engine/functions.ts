import type { Log } from "../log";
import { PreviewError } from "../preview-error";
import { unknownResult } from "../program/declared-result";
import { UNKNOWN, type WireProperties } from "../values/wire";
import type { Deployment } from "./deployment";
import type { Mocks } from "./mocks";

/** The engine's own function, with which the SDK looks up a resource of the program. */
const GET_RESOURCE = "pulumi:pulumi:getResource";

/** The result of a function whose property names are unknown too. */
const NOTHING_KNOWN: WireProperties = { result: UNKNOWN };

/** Answers the program's calls to providers: from mocks, or as unknown. */
export class Functions {
    private readonly unansweredTokens = new Set<string>();

    constructor(
        private readonly deployment: Deployment,
        private readonly mocks: Mocks,
        private readonly programFolder: string,
        private readonly log: Log,
    ) {}

    /** The functions that the program called without a mock. */
    get unanswered(): readonly string[] {
        return [...this.unansweredTokens];
    }

    /** The result of a function. */
    invoke(token: string, args: WireProperties): WireProperties {
        if (token === GET_RESOURCE) {
            return this.resource(String(args.urn));
        }
        return this.mocks.answer(token, args) ?? this.unknown(token);
    }

    /** The result of a method of a resource. */
    call(token: string, args: WireProperties): WireProperties {
        const { __self__: _self, ...given } = args;
        return this.mocks.answer(token, given) ?? this.unknown(token);
    }

    private resource(urn: string): WireProperties {
        const found = this.deployment.find(urn);
        if (found === undefined) {
            throw new PreviewError(`the program looks up a resource that it doesn't declare: ${urn}`);
        }
        return { urn, id: found.id, state: found.outputs };
    }

    private unknown(token: string): WireProperties {
        const declared = unknownResult(token, this.programFolder);
        if (!this.unansweredTokens.has(token)) {
            this.unansweredTokens.add(token);
            const consequence =
                declared === undefined ? ", and its properties read as undefined where the program awaits it" : "";
            this.log.warn(`the result of ${token} isn't known offline${consequence}`, "mocks");
        }
        this.deployment.unknownObjects = true;
        return declared ?? NOTHING_KNOWN;
    }
}
