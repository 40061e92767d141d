#!/usr/bin/env bash
# Writes the files of the repository as they are without the pull request: those of the first parent of GitHub's merge
# commit. As a step of action.yml: GITHUB_SHA, GITHUB_WORKSPACE and TOKEN are set.
# Usage: files-before.sh FOLDER
set -euo pipefail
folder=$1

git() {
    command git -c safe.directory="$GITHUB_WORKSPACE" "$@"
}

parent() {
    git rev-parse --quiet --verify "$GITHUB_SHA^1^{commit}"
}

# A checkout has one commit by default. Its credentials may be gone.
if ! before=$(parent); then
    if ! git fetch --quiet --no-tags --depth=2 origin "$GITHUB_SHA" 2>/dev/null; then
        GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.extraheader \
            GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $(printf 'x-access-token:%s' "$TOKEN" | base64 | tr -d '\n')" \
            git fetch --quiet --no-tags --depth=2 origin "$GITHUB_SHA"
    fi
    before=$(parent) || {
        echo "::error::the commit before the pull request can't be found: check out with fetch-depth 2"
        exit 2
    }
fi
mkdir -p "$folder"
# Not `git archive`: it leaves out what .gitattributes excludes from a release.
export GIT_INDEX_FILE="$folder.index"
git read-tree "$before"
git checkout-index --all --prefix="$folder/"
rm "$GIT_INDEX_FILE"
