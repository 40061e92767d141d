// Keeps one comment on a pull request up to date: the last result of `trail-guard diff` for a path. As a step of
// action.yml: GITHUB_* are GitHub's own; TOKEN, REPORT (a file), CHECKED (the path) and EXIT_CODE are set there.
const { readFileSync } = require("node:fs");

const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_EVENT_PATH, TOKEN, REPORT, CHECKED, EXIT_CODE } = process.env;
const PAGE = 100;

async function main() {
    const { pull_request: pullRequest } = JSON.parse(readFileSync(GITHUB_EVENT_PATH, "utf8"));
    // Distinguishes this comment from others, and from those for other paths. `--` would end it.
    const mark = `<!-- trail-guard diff ${encodeURIComponent(CHECKED).replaceAll("-", "%2D")} -->`;
    const body = `${mark}\n${readFileSync(REPORT, "utf8")}`;
    const comments = `repos/${GITHUB_REPOSITORY}/issues/${pullRequest.number}/comments`;
    const known = await findComment(comments, mark);
    if (known !== undefined) {
        await call("PATCH", `repos/${GITHUB_REPOSITORY}/issues/comments/${known.id}`, { body });
    } else if (EXIT_CODE !== "0") {
        await call("POST", comments, { body });
    }
}

async function findComment(comments, mark) {
    for (let page = 1; ; page++) {
        const some = await call("GET", `${comments}?per_page=${PAGE}&page=${page}`);
        const known = some.find(({ body }) => body?.startsWith(mark));
        if (known !== undefined || some.length < PAGE) {
            return known;
        }
    }
}

async function call(method, path, body) {
    const response = await fetch(`${GITHUB_API_URL}/${path}`, {
        method,
        headers: {
            accept: "application/vnd.github+json",
            authorization: `Bearer ${TOKEN}`,
            "x-github-api-version": "2022-11-28",
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
        throw new Error(`${method} ${path} answers ${response.status} ${response.statusText}`);
    }
    return response.json();
}

main().catch(error => {
    // The report is also in the log and in the summary: a fork's pull request must not fail because of this.
    process.stdout.write(`::warning::trail-guard could not comment on the pull request: ${error.message}\n`);
});
