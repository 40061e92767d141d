"""Runs a program that is read from standard input with Pulumi's mocks, and prints the resources that it declares."""

import json
import sys

import pulumi

ANSWERS = {
    "aws:index/getCallerIdentity:getCallerIdentity": {"accountId": "111122223333"},
    "aws:index/getPartition:getPartition": {"partition": "aws"},
    "aws:index/getRegion:getRegion": {"id": "us-east-1"},
}
RESOURCES = []


class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        RESOURCES.append({"type": args.typ, "name": args.name, "properties": args.inputs})
        return [args.name, {**args.inputs, "arn": f"arn:aws:s3:::{args.name}"}]

    def call(self, args):
        return ANSWERS[args.token]


pulumi.runtime.set_mocks(Mocks(), preview=False)


@pulumi.runtime.test
def run():
    exec(compile(sys.stdin.read(), "__main__.py", "exec"), {})


run()
json.dump(RESOURCES, sys.stdout)
