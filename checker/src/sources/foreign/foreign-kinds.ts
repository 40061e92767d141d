import type { Unusable } from "../unusable";

/** Files of other tools, that people name because the trails come from them. */
export interface ForeignKind extends Unusable {
    /** How such a file is called. */
    readonly name?: RegExp;
    /** What stands in it, all of it, where its name doesn't tell. */
    readonly texts?: readonly RegExp[];
    /** Does a folder with it hold what makes trails, so that it is told where nothing is found? */
    readonly makesTrails?: boolean;
}

const PREVIEW = "`pulumi preview --json --show-sames > preview.json` in its folder writes what can be read";
const SYNTH = "`cdk synth` writes `cdk.out`, which can be read";
const SYNTH_TERRAFORM = "`cdktf synth` writes `cdktf.out`, which can be read";
const LIVE = "once it is applied, `trail-guard check --aws` reads the trails that there are";
const HELP = "`trail-guard check --help` lists what is read";
const CODE = /\.([cm]?[jt]sx?|py|go|cs|fs|java|kt|scala)$/;

/** The first that fits counts. */
export const FOREIGN_KINDS: readonly ForeignKind[] = [
    { title: "a Pulumi project", instead: PREVIEW, name: /^Pulumi\.ya?ml$/, makesTrails: true },
    { title: "the settings file of a Pulumi stack", instead: PREVIEW, name: /^Pulumi\..+\.ya?ml$/ },
    {
        title: "a Pulumi program",
        instead: PREVIEW,
        name: CODE,
        texts: [/["']@pulumi\/|\bimport pulumi|\bfrom pulumi|pulumi\/sdk\/|\busing Pulumi|com\.pulumi\./],
    },
    {
        title: "a program of CDK for Terraform",
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
        title: "the settings file of CDK for Terraform",
        instead: SYNTH_TERRAFORM,
        name: /^cdktf\.json$/,
        makesTrails: true,
    },
    {
        title: "a service of the Serverless Framework",
        instead:
            "`serverless package` writes `.serverless/cloudformation-template-update-stack.json`, which can be read",
        name: /^serverless\.(ya?ml|json|[jt]s)$/,
        makesTrails: true,
    },
    {
        title: "a configuration of Terragrunt",
        instead:
            "`terragrunt plan -out plan.out && terragrunt show -json plan.out > plan.json` writes a plan that can be read",
        name: /^(terragrunt|root)(\.stack)?\.hcl(\.json)?$/,
        makesTrails: true,
    },
    {
        title: "a file of values for the variables of a Terraform configuration",
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
        title: "a Kubernetes object for Crossplane or a controller of AWS",
        instead: LIVE,
        texts: [/^apiVersion:\s*["']?[\w.-]*\b(cloudtrail\.services\.k8s\.aws|(upbound|crossplane)\.io)\//m],
    },
    {
        title: "a Kubernetes object, which declares nothing of AWS",
        instead: HELP,
        texts: [/^apiVersion:[ \t]*\S/m, /^kind:[ \t]*\S/m],
    },
    {
        title: "a log file of CloudTrail",
        instead: "`trail-guard evidence FOLDER` reads what a trail has delivered",
        texts: [/"Records"\s*:\s*\[/, /"event(Version|Source)"/],
    },
    {
        title: "an IAM policy",
        instead: HELP,
        texts: [/"Statement"\s*:/, /"Effect"\s*:/],
    },
    {
        title: "a Dockerfile, which declares nothing of AWS",
        instead: HELP,
        name: /^(Dockerfile|Containerfile)\b|\.dockerfile$/i,
    },
    { title: "a Compose file, which declares nothing of AWS", instead: HELP, name: /^(docker-)?compose\b.*\.ya?ml$/ },
    { title: "a workflow of GitHub Actions", instead: HELP, name: /\.ya?ml$/, texts: [/^("on"|on):/m, /^jobs:/m] },
    { title: "the description of an npm package", instead: HELP, name: /^package(-lock)?\.json$/ },
    { title: "Bicep, which declares nothing of AWS", instead: HELP, name: /\.bicep(param)?$/ },
];

/** How the names of those end that make trails, and that no source looks for. */
export const FOREIGN_EXTENSIONS: readonly string[] = ["terragrunt.hcl"];

/** Is it only looked for to be told, and not to be read? */
export function isForeign(path: string): boolean {
    return FOREIGN_EXTENSIONS.some(extension => path.endsWith(extension));
}
