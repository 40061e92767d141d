import assert from "node:assert/strict";
import { join } from "node:path";
import { gather, gatherFolder, withFiles } from "../gather";

const PREVIEW = /pulumi preview --json/;
const SYNTH = /run `cdk synth` and check `cdk\.out`/;
const LIVE = /trail-guard check --aws/;
const HELP = /trail-guard check --help/;

/** A file of another tool: its name, its contents, what it is, and what to run. */
const FILES: readonly (readonly [name: string, text: string, is: string, instead: RegExp])[] = [
    ...(
        [
            ["selectors.ts", "advancedEventSelectors: [\n    { name: 'a' },\n],\n"],
            ["selectors.py", "advanced_event_selectors=[\n    a(\n        name='a',\n"],
            ["selectors.cs", "AdvancedEventSelectors = new[]\n{\n    new A\n"],
            ["selectors.yaml", "advancedEventSelectors:\n  - name: a\n"],
            ["selectors.hcl", "# note: more\nadvanced_event_selector {\n}\n"],
            ["selectors.sh", "# note: more\naws cloudtrail put-event-selectors --trail-name a '[\n  {\n"],
        ] as const
    ).map(
        ([name, text]) =>
            [
                name,
                text,
                "event selectors to paste, as `trail-guard remediate` prints them",
                /paste them into/,
            ] as const,
    ),
    ["Pulumi.yaml", "name: a\nruntime: nodejs\n", "a Pulumi project", PREVIEW],
    ["Pulumi.dev.yaml", "config:\n  aws:region: eu-west-1\n", "the settings file of a Pulumi stack", PREVIEW],
    ["index.ts", 'import * as aws from "@pulumi/aws";\n', "a Pulumi program", PREVIEW],
    ["__main__.py", "import pulumi_aws as aws\n", "a Pulumi program", PREVIEW],
    ["main.go", 'import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"\n', "a Pulumi program", PREVIEW],
    ["app.ts", 'import { Trail } from "aws-cdk-lib/aws-cloudtrail";\n', "a CDK program", SYNTH],
    ["app.py", "from aws_cdk import Stack\n", "a CDK program", SYNTH],
    ["cdk.json", '{ "app": "npx ts-node app.ts" }\n', "the settings file of a CDK app", SYNTH],
    ["stack.ts", 'import { App } from "cdktf";\n', "a CDK for Terraform program", /cdktf synth/],
    ["cdktf.json", '{ "language": "typescript" }\n', "the settings file of a CDK for Terraform app", /cdktf synth/],
    ["serverless.yml", "service: a\nprovider:\n  name: aws\n", "a Serverless Framework service", /serverless package/],
    ["terragrunt.hcl", 'terraform {\n  source = "../m"\n}\n', "a Terragrunt configuration", /terragrunt show -json/],
    ["dev.tfvars", "a = 1\n", "a file of variable values for a Terraform configuration", /--var-file FILE/],
    ["dev.tfvars.json", '{ "a": 1 }\n', "a file of variable values for a Terraform configuration", /--var-file FILE/],
    [
        "site.yml",
        "- hosts: all\n  tasks:\n    - amazon.aws.cloudtrail:\n        name: a\n",
        "an Ansible playbook",
        LIVE,
    ],
    [
        "trail.yaml",
        "apiVersion: cloudtrail.aws.upbound.io/v1beta1\nkind: Trail\n",
        "a Kubernetes object for Crossplane or an AWS controller",
        LIVE,
    ],
    [
        "ack.yaml",
        "apiVersion: cloudtrail.services.k8s.aws/v1alpha1\nkind: Trail\n",
        "a Kubernetes object for Crossplane or an AWS controller",
        LIVE,
    ],
    [
        "deployment.yaml",
        "apiVersion: apps/v1\nkind: Deployment\n",
        "a Kubernetes object, which declares no AWS resources",
        HELP,
    ],
    ["Chart.yaml", "apiVersion: v2\nname: a\n", "a Helm chart, which declares no AWS resources", HELP],
    [
        "service.yaml",
        "apiVersion: v1\nkind: Service\nmetadata: {name: {{ .Release.Name }}}\n",
        "a template of Kubernetes objects, which declares no AWS resources",
        HELP,
    ],
    ["kustomization.yaml", "resources: []\n", "a Kustomization, which declares no AWS resources", HELP],
    [
        "azure.json",
        '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}\n',
        "an Azure Resource Manager template, which declares no AWS resources",
        HELP,
    ],
    ["log.json", '{"Records": [{"eventVersion": "1.09"}]}\n', "a CloudTrail log file", /trail-guard evidence/],
    ["policy.json", '{"Statement": [{"Effect": "Allow"}]}\n', "an IAM policy", HELP],
    ["Dockerfile", "FROM node:24\nRUN true\n", "a Dockerfile, which declares no AWS resources", HELP],
    ["compose.yaml", "services:\n  a: {}\n", "a Compose file, which declares no AWS resources", HELP],
    ["ci.yml", "on: push\njobs: {}\n", "a GitHub Actions workflow", HELP],
    ["package.json", '{ "name": "a" }\n', "the manifest or lock file of an npm package", HELP],
    ["main.bicep", "param a string\n", "a Bicep file, which declares no AWS resources", HELP],
];

/** A folder is not searched for other files: there may be very many. */
const IN_FOLDERS = /\.(json|ya?ml)$|terragrunt\.hcl$/;

describe("a file of another tool", () => {
    for (const [name, text, is, instead] of FILES) {
        it(`${name} with ${JSON.stringify(text.slice(0, 40))}: one line says what it is, and what to run`, async () => {
            await withFiles({ [name]: text }, async folder => {
                const path = join(folder, name);
                const { problems } = await gather([path]);
                assert.equal(problems.length, 1);
                assert.equal(problems[0].source, path);
                assert.ok(problems[0].message.startsWith(`it is ${is}: `), problems[0].message);
                assert.match(problems[0].message, instead);
                assert.doesNotMatch(problems[0].message, /\n/);
            });
            const { notes = [], problems } = await gatherFolder({ [name]: text });
            assert.deepEqual(problems, []);
            assert.deepEqual(
                notes.filter(note => note.includes(`it is ${is}: `)).length,
                IN_FOLDERS.test(name) ? 1 : 0,
            );
        });
    }

    const OBJECT = "apiVersion: v1\nkind: Service\n";
    const CROSSPLANE = "apiVersion: cloudtrail.aws.upbound.io/v1beta1\nkind: Trail\n";
    const PROJECT = "name: a\nruntime: nodejs\n";
    const FOLDERS: readonly (readonly [title: string, files: Record<string, string>, notes: readonly RegExp[]])[] = [
        [
            "objects",
            { "a.yaml": OBJECT, "b.yaml": OBJECT, "c.yml": OBJECT },
            [/a\.yaml \(and 2 others like it\): it is a Kub/],
        ],
        [
            "most of them",
            { "a.yaml": "on: push\njobs: {}\n", "b.yaml": OBJECT, "c.yaml": OBJECT },
            [/b\.yaml \(and 1 other/],
        ],
        [
            "a file that declares a trail among them",
            { "a.yaml": OBJECT, "b.yaml": CROSSPLANE },
            [/b\.yaml: it is .* Crossplane/],
        ],
        [
            "a project among them",
            { "a.yaml": CROSSPLANE, "Pulumi.yaml": PROJECT },
            [/Pulumi\.yaml: it is a Pulumi project/],
        ],
        [
            "nothing known",
            { "a.yaml": "a: 1\n", "b.json": "{}\n" },
            [/^2 files looked at, and none .*: `trail-guard check --help`/],
        ],
        ["nothing readable", { "a.txt": "a\n" }, [/^there is no file that can be read: `trail-guard check --help`/]],
        [
            "a source without a trail beside them",
            { "a.yaml": OBJECT, "main.tf": 'resource "aws_s3_bucket" "a" {}\n' },
            [],
        ],
        [
            "a template without a trail beside them",
            { "a.yaml": OBJECT, "b.yaml": "Resources:\n  A:\n    Type: AWS::SNS::Topic\n" },
            [],
        ],
    ];
    for (const [title, files, expected] of FOLDERS) {
        it(`says in ${expected.length === 0 ? "no line" : "one line"} what is in a folder: ${title}`, async () => {
            const { notes = [], problems, trails } = await gatherFolder(files);
            assert.deepEqual([problems, trails], [[], []]);
            assert.equal(notes.length, expected.length, notes.join("\n"));
            for (const [index, pattern] of expected.entries()) {
                assert.match(notes[index], pattern);
            }
        });
    }

    it("says nothing about a folder that contains a trail", async () => {
        const trail = 'resource "aws_cloudtrail" "a" {\n  name = "a"\n  s3_bucket_name = "b"\n}\n';
        const { notes, trails } = await gatherFolder({
            "terragrunt.hcl": "a = 1\n",
            "Pulumi.yaml": "name: a\n",
            "main.tf": trail,
        });
        assert.equal(trails.length, 1);
        assert.deepEqual(notes, []);
    });

    it("leaves ambiguous files alone", async () => {
        await withFiles({ "a.yaml": "a: 1\n", "b.json": "{}\n" }, async folder => {
            const { problems } = await gather([join(folder, "a.yaml"), join(folder, "b.json")]);
            assert.equal(problems.filter(({ message }) => message.startsWith("unrecognised input")).length, 2);
        });
    });
});
