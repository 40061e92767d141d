import { SOURCES } from "../../checker/src/sources/registry";

/** The section of docs/checker.md that says what `check` reads. */
export function sourceTable(): string {
    const rows = Object.entries(SOURCES).map(
        ([name, { documented }]) => `| \`${name}\` | ${documented.what} | ${documented.from} |`,
    );
    const extensions = [...new Set(Object.values(SOURCES).flatMap(source => source.extensions))].sort();
    return [
        "| `--source` | what | how to get it |",
        "| --- | --- | --- |",
        ...rows,
        "",
        `A folder is searched for files whose names end in ${extensions.map(name => `\`${name}\``).join(", ")};`,
        "hidden folders and `node_modules` are left out. A file named on the command line must be one of the kinds above; in a",
        "folder, other files are skipped, and those that can't be read and mention none of these kinds are counted on standard",
        "error. A truncated file is never skipped, nor is output of these tools in another form: old and encrypted states,",
        "binary plans, the log of `terraform plan -json`, text for people, gzipped files, text before JSON. Each is reported with",
        "what to run instead (exit code 2).",
        "",
        "For a file of another tool, a message says what it is and which command writes something that can be read: a Pulumi project",
        "or program, CDK, Terragrunt, the Serverless Framework, `tfvars`, an Ansible playbook, Kubernetes objects, a CloudTrail log",
        "file. In a folder without a trail there is one line for each kind that can declare trails; if there is no such file, one line",
        "says what the files are.",
    ].join("\n");
}
