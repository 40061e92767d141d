import { partitionOfRegion } from "../../../../../src/cloudtrail/bedrock/partition";
import { isUnknown, Unknown, type Value } from "../../../../../src/cloudtrail/value";
import { PASSED_ON } from "../../terraform/passed-on";
import { roleOf } from "../../terraform/resource";
import { evaluateWhole } from "../evaluate/evaluate-whole";
import type { Scope } from "../evaluate/scope";
import { type Hcl, Lookup, neverEmpty } from "../evaluate/value";
import type { Block } from "../parse/ast";
import { providerReference, regionIn } from "./providers";
import type { Traced, Tracer } from "./tracer";

/** The module that declares a resource. */
interface ResourceOwner {
    readonly tracer: Tracer;
    readonly uncertain: string | undefined;
    readonly region: (reference: string | undefined) => Value<string> | undefined;
}

/** A managed resource, or one of its instances. */
export class ResourceInstance {
    private readonly attributes = new Map<string, () => Traced>();

    constructor(
        readonly block: Block,
        readonly address: string,
        readonly scope: Scope,
        readonly module: ResourceOwner,
        /** Why it is unknown whether it exists at all. */
        private readonly ownUncertainty: string | undefined,
    ) {}

    get type(): string {
        return this.block.labels[0] ?? "";
    }

    get uncertain(): string | undefined {
        return this.module.uncertain ?? this.ownUncertainty;
    }

    /** The Region in which it is created, or at least one of its partition: a resource is in that of its provider. */
    get region(): Value<string> | undefined {
        const own = regionIn(this.attribute("region")?.value ?? null, this.block);
        return typeof own === "string" ? own : (this.module.region(providerReference(this.block)) ?? own);
    }

    /** An attribute as declared, and what it is made from; `undefined` if it isn't declared. */
    attribute(name: string): Traced | undefined {
        const expression = this.block.body.attributes.get(name);
        if (expression === undefined) {
            return undefined;
        }
        const { tracer } = this.module;
        const known =
            this.attributes.get(name) ??
            tracer.once(`${this.address}.${name}`, () => evaluateWhole(expression, this.scope));
        this.attributes.set(name, known);
        return known();
    }

    /** What other expressions see of it: what is declared, and for the rest what AWS computes. */
    asValue(): Lookup {
        return new Lookup(this.address, name => {
            const passed = PASSED_ON.get(roleOf({ mode: "managed", type: this.type }));
            if (passed === undefined) {
                this.module.tracer.touch(this.address);
            } else {
                this.attribute(passed);
            }
            const given = this.attribute(name)?.value ?? null;
            return given ?? this.computed(name);
        });
    }

    /** Known only after creation, except for what follows from its name. */
    private computed(name: string): Hcl {
        const bucket = this.type === "aws_s3_bucket" ? this.attribute("bucket")?.value : undefined;
        if (typeof bucket === "string" && bucket !== "" && !isUnknown(bucket)) {
            if (name === "id") {
                return bucket;
            }
            if (name === "arn") {
                const { region } = this;
                return isUnknown(region) ? neverEmpty(region) : `arn:${partitionOfRegion(region)}:s3:::${bucket}`;
            }
        }
        const isSet = this.uncertain === undefined && (IDENTITIES.get(this.type)?.has(name) ?? false);
        return new Unknown(undefined, undefined, isSet);
    }
}

const KEY = ["arn", "id", "key_id"];

/**
 * The attributes that identify a resource and that a trail can refer to: once it is created, they are never empty.
 * Source: hashicorp/terraform-provider-aws, the schemas in internal/service/{iam,kms,logs,s3,sns}.
 */
const IDENTITIES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
    Object.entries({
        aws_cloudwatch_log_group: ["arn", "id", "name"],
        aws_iam_role: ["arn", "id", "name", "unique_id"],
        aws_kms_alias: ["arn", "id", "name", "target_key_arn"],
        aws_kms_external_key: KEY,
        aws_kms_key: KEY,
        aws_kms_replica_external_key: KEY,
        aws_kms_replica_key: KEY,
        aws_s3_bucket: ["arn", "bucket", "id"],
        aws_sns_topic: ["arn", "id", "name"],
    }).map(([type, names]) => [type, new Set(names)]),
);
