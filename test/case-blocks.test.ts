import assert from "node:assert/strict";
import { expandBlocks } from "./case-blocks";

describe("Building blocks of case tables", () => {
    const blocks = {
        bucket: ["aws:s3/bucket:Bucket", "bucket", { bucket: "logs" }],
        allow: { Effect: "Allow", Action: "s3:PutObject" },
        policy: ["aws:s3/bucketPolicy:BucketPolicy", "policy", { policy: { "@text": { Statement: "$" } } }],
        stack: ["@bucket", { "@policy": "$" }],
    };
    /** A case with one use of every block but those that it tries. */
    const expanded = (tried: Parameters<typeof expandBlocks>[1], more: Parameters<typeof expandBlocks>[0] = {}) => {
        const [result] = expandBlocks({ ...blocks, ...more }, [
            tried,
            "@bucket",
            "@allow",
            { "@stack": [] },
        ]) as unknown[];
        return result;
    };

    it("a name stands for the block; a change sets properties, in a list those of its last entry", () => {
        assert.deepEqual(expanded("@bucket"), blocks.bucket);
        assert.deepEqual(expanded({ "@bucket": { acl: "private" } }), [
            "aws:s3/bucket:Bucket",
            "bucket",
            { bucket: "logs", acl: "private" },
        ]);
        assert.deepEqual(expanded({ "@allow": { Action: "s3:*" } }), { Effect: "Allow", Action: "s3:*" });
    });

    it("a placeholder is filled before the JSON text is built, through nested blocks", () => {
        assert.deepEqual(expanded({ "@stack": ["@allow", { "@allow": { Effect: "Deny" } }] }), [
            blocks.bucket,
            [
                "aws:s3/bucketPolicy:BucketPolicy",
                "policy",
                {
                    policy: '{"Statement":[{"Effect":"Allow","Action":"s3:PutObject"},{"Effect":"Deny","Action":"s3:PutObject"}]}',
                },
            ],
        ]);
    });

    it("the entries of a block are spliced into a list", () => {
        assert.deepEqual(expanded(["@...stacks", "@allow"], { stacks: ["@bucket", { "@policy": [] }] }), [
            blocks.bucket,
            ["aws:s3/bucketPolicy:BucketPolicy", "policy", { policy: '{"Statement":[]}' }],
            blocks.allow,
        ]);
    });

    it("anything that is not a block stays unchanged", () => {
        const plain = { name: "a case", price: "$unknown", list: [null, 1, true], other: {} };
        assert.deepEqual(expanded(plain), plain);
    });

    for (const [title, tried, more, message] of [
        ["an unknown block", "@buckets", {}, "there is no block buckets"],
        ["a block named like a property of every object", { "@toString": {} }, {}, "there is no block toString"],
        ["a block that no case uses", "@bucket", { spare: 1, own: "@spare" }, "no case uses spare, own"],
        ["a block within itself", "@a", { a: ["@b"], b: { x: "@a" } }, "the block a is part of itself"],
        [
            "a change beside a block",
            { "@allow": {}, Effect: "Deny" },
            {},
            "@allow has other properties beside it: its changes go inside",
        ],
        ["entries of a block that is not a list", ["@...allow"], {}, "the block allow is not a list"],
        ["an unfilled placeholder", "@policy", {}, 'the block policy needs a value for its "$"'],
        [
            "a change that is not an object",
            { "@allow": 1 },
            {},
            'the block allow has no "$" and no properties that can be set to 1',
        ],
    ] as const) {
        it(`${title} is an error`, () => {
            assert.throws(() => expanded(tried, more), { message });
        });
    }
});
