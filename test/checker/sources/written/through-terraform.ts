import {
    json,
    type LogicalTrail,
    PULUMI_AWS,
    pulumiPreview,
    pulumiState,
    readBack,
    rename,
    SENTINEL,
    TERRAFORM,
    type WrittenFormat,
} from "./trails";

const BRIDGED = "aws:index/cloudtrail:Cloudtrail";
const IN_MODULE = "audit:tf:aws_cloudtrail";

/** What a Terraform module creates has nothing but inputs, and no provider of its own. */
function moduleState(values: unknown): string {
    const { deployment } = JSON.parse(pulumiState(IN_MODULE, values, {}));
    const [stack, { id: _id, ...view }] = deployment.resources;
    const module = {
        urn: "urn:pulumi:dev::project::audit:index:Module::audit",
        custom: true,
        id: "moduleStateResource",
        type: "audit:index:Module",
        inputs: { bucket: "logs" },
        outputs: { __state: "…" },
    };
    const made = { ...view, custom: false, viewOf: module.urn, parent: module.urn };
    return json({ version: 3, deployment: { ...deployment, resources: [stack, module, made] } });
}

const values = (trail: LogicalTrail, unknown?: unknown) =>
    rename({ IsLogging: true, ...trail }, TERRAFORM, () => unknown);

/** A trail in a Pulumi program that Terraform's own provider manages. */
export const THROUGH_TERRAFORM_FORMATS: readonly WrittenFormat[] = [
    {
        name: "any Terraform provider in a Pulumi state",
        shownByAws: true,
        unknown: true,
        write: trail => ({
            "a.json": pulumiState(
                BRIDGED,
                rename(trail, PULUMI_AWS, () => SENTINEL),
            ),
        }),
    },
    {
        name: "any Terraform provider in a Pulumi preview",
        unknown: true,
        write: trail => ({
            "a.json": pulumiPreview(
                BRIDGED,
                rename(trail, PULUMI_AWS, () => SENTINEL),
            ),
        }),
    },
    {
        name: "a Terraform module in a Pulumi state",
        shownByAws: true,
        hidesSelectors: true,
        unknown: false,
        write: trail => ({ "a.json": moduleState(values(readBack(trail))) }),
    },
    {
        name: "a Terraform module in a Pulumi preview",
        hidesSelectors: true,
        unknown: true,
        write: trail => ({ "a.json": pulumiPreview(IN_MODULE, values(readBack(trail), SENTINEL)) }),
    },
];
