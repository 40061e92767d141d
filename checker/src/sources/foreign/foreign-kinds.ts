import type { Unusable } from "../unusable";

/** Files of other tools, which people pass because their trails come from them. */
export interface ForeignKind extends Unusable {
    /** Matches the file's name. */
    readonly name?: RegExp;
    /** All of these match its text, if its name isn't enough. */
    readonly texts?: readonly RegExp[];
    /** May its folder create trails, so that it is worth naming if no trail is found? */
    readonly makesTrails?: boolean;
}

const PREVIEW = "run `pulumi preview --json --show-sames > preview.json` in its folder and check preview.json";
const SYNTH = "run `cdk synth` and check `cdk.out`";
const SYNTH_TERRAFORM = "run `cdktf synth` and check `cdktf.out`";
const LIVE = "once it is applied, `trail-guard check --aws` checks the live trails";
/** What to run where there is nothing that makes trails. */
export const HELP = "`trail-guard check --help` lists what can be read";
const CODE = /\.([cm]?[jt]sx?|py|go|cs|fs|java|kt|scala)$/;

/** Selectors of a trail without the resource around them. */
export const SELECTORS_TO_PASTE: ForeignKind = {
    title: "event selectors to paste, as `trail-guard remediate` prints them",
    instead: "paste them into the resource of their trail, and check that",
    texts: [
        /^(advanced_?event_?selectors\s*[:=]|(advanced_)?event_selector\s*\{|aws cloudtrail put-event-selectors )/im,
    ],
};

/** The first match counts. */
export const FOREIGN_KINDS: readonly ForeignKind[] = [
    SELECTORS_TO_PASTE,
    { title: "a Pulumi project", instead: PREVIEW, name: /^Pulumi\.ya?ml$/, makesTrails: true },
    { title: "the settings file of a Pulumi stack", instead: PREVIEW, name: /^Pulumi\..+\.ya?ml$/ },
    {
        title: "a Pulumi program",
        instead: PREVIEW,
        name: CODE,
        texts: [/["']@pulumi\/|\bimport pulumi|\bfrom pulumi|pulumi\/sdk\/|\busing Pulumi|com\.pulumi\./],
    },
    {
        title: "a CDK for Terraform program",
        instead: SYNTH_TERRAFORM,
        name: CODE,
        texts: [/["']cdktf["']|@cdktf\/|\bfrom cdktf|com\.hashicorp\.cdktf|cdktf-go/],
    },
    {
        title: "a CDK program",
        instead: SYNTH,
        name: CODE,
        texts: [/aws-cdk-lib|@aws-cdk\/|\baws_cdk\b|software\.amazon\.awscdk|Amazon\.CDK|aws-cdk-go/],
    },
    { title: "the settings file of a CDK app", instead: SYNTH, name: /^cdk\.json$/, makesTrails: true },
    {
        title: "the settings file of a CDK for Terraform app",
        instead: SYNTH_TERRAFORM,
        name: /^cdktf\.json$/,
        makesTrails: true,
    },
    {
        title: "a Serverless Framework service",
        instead: "run `serverless package` and check `.serverless/cloudformation-template-update-stack.json`",
        name: /^serverless\.(ya?ml|json|[jt]s)$/,
        makesTrails: true,
    },
    {
        title: "a Terragrunt configuration",
        instead:
            "run `terragrunt plan -out plan.out && terragrunt show -json plan.out > plan.json` and check plan.json",
        name: /^(terragrunt|root)(\.stack)?\.hcl(\.json)?$/,
        makesTrails: true,
    },
    {
        title: "a file of variable values for a Terraform configuration",
        instead: "`trail-guard check FOLDER --var-file FILE` checks the configuration with them",
        name: /\.tfvars(\.json)?$/,
    },
    {
        title: "Terraform's lock file",
        instead: "name the folder of the configuration",
        name: /^\.terraform\.lock\.hcl$/,
    },
    {
        title: "an Ansible playbook",
        instead: LIVE,
        name: /\.ya?ml$/,
        texts: [/^[ \t]*(- )?(hosts|(amazon|community)\.aws\.\w+):/m, /^[ \t]*(- )?(tasks|roles|pre_tasks|name):/m],
    },
    {
        title: "a Kubernetes object for Crossplane or an AWS controller",
        instead: LIVE,
        texts: [/^apiVersion:\s*["']?[\w.-]*\b(cloudtrail\.services\.k8s\.aws|(upbound|crossplane)\.io)\//m],
    },
    { title: "a Helm chart, which declares no AWS resources", instead: HELP, name: /^Chart\.ya?ml$/ },
    {
        title: "a template of Kubernetes objects, which declares no AWS resources",
        instead: HELP,
        texts: [/^apiVersion:[ \t]*\S/m, /^kind:[ \t]*\S/m, /\{\{/],
    },
    {
        title: "a Kubernetes object, which declares no AWS resources",
        instead: HELP,
        texts: [/^apiVersion:[ \t]*\S/m, /^kind:[ \t]*\S/m],
    },
    {
        title: "a CloudTrail log file",
        instead: "`trail-guard evidence FOLDER` reads the log files that a trail delivered",
        texts: [/"Records"\s*:\s*\[/, /"event(Version|Source)"/],
    },
    {
        title: "an IAM policy",
        instead: HELP,
        texts: [/"Statement"\s*:/, /"Effect"\s*:/],
    },
    {
        title: "a Dockerfile, which declares no AWS resources",
        instead: HELP,
        name: /^(Dockerfile|Containerfile)\b|\.dockerfile$/i,
    },
    { title: "a Compose file, which declares no AWS resources", instead: HELP, name: /^(docker-)?compose\b.*\.ya?ml$/ },
    { title: "a GitHub Actions workflow", instead: HELP, name: /\.ya?ml$/, texts: [/^("on"|on):/m, /^jobs:/m] },
    { title: "a Kustomization, which declares no AWS resources", instead: HELP, name: /^kustomization\.ya?ml$/ },
    {
        title: "an Azure Resource Manager template, which declares no AWS resources",
        instead: HELP,
        texts: [/deploymentTemplate\.json/],
    },
    { title: "the manifest or lock file of an npm package", instead: HELP, name: /^package(-lock)?\.json$/ },
    { title: "a Bicep file, which declares no AWS resources", instead: HELP, name: /\.bicep(param)?$/ },
];

/** The endings of files that may create trails but that no source looks for. */
export const FOREIGN_EXTENSIONS: readonly string[] = ["terragrunt.hcl"];

/** Is a file only named, and not read? */
export function isForeign(path: string): boolean {
    return FOREIGN_EXTENSIONS.some(extension => path.endsWith(extension));
}
