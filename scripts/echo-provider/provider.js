// Stands in for the Pulumi CLI's AWS plugin, so that a program can be previewed, and even updated, without credentials,
// an account or a download: a resource's outputs are its inputs, and nothing is called.
const provider = require("@pulumi/pulumi/provider");
const schema = require("./schema");

/** The account of AWS's own documentation. */
const ACCOUNT = "111122223333";
const REGION = "us-east-1";

/** Conditions by operator, and for each by variable. */
function conditionsOf(conditions = []) {
    const byOperator = {};
    for (const { test, variable, values } of conditions) {
        byOperator[test] ??= {};
        byOperator[test][variable] = values;
    }
    return byOperator;
}

/** The JSON text of a policy document, as `aws.iam.getPolicyDocument` writes it. */
function policyDocument({ statements = [] }) {
    const group = (entries = [], key, values) => Object.fromEntries(entries.map(entry => [entry[key], entry[values]]));
    const Statement = statements.map(({ sid, effect, actions, resources, principals, conditions }) => ({
        Sid: sid,
        Effect: effect ?? "Allow",
        Action: actions,
        Resource: resources,
        Principal: group(principals, "type", "identifiers"),
        Condition: conditionsOf(conditions),
    }));
    return { json: JSON.stringify({ Version: "2012-10-17", Statement }) };
}

/** The results of the functions with which programs look up their environment; any other returns its arguments. */
const FUNCTIONS = {
    "aws:index/getCallerIdentity:getCallerIdentity": {
        accountId: ACCOUNT,
        arn: `arn:aws:iam::${ACCOUNT}:user/example`,
        id: ACCOUNT,
        userId: "AIDAEXAMPLE",
    },
    "aws:index/getRegion:getRegion": {
        id: REGION,
        region: REGION,
        name: REGION,
        description: "US East (N. Virginia)",
        endpoint: `ec2.${REGION}.amazonaws.com`,
    },
    "aws:index/getPartition:getPartition": {
        id: "aws",
        partition: "aws",
        dnsSuffix: "amazonaws.com",
        reverseDnsPrefix: "com.amazonaws",
    },
    "aws:organizations/getOrganization:getOrganization": {
        id: "o-exampleorgid",
        arn: `arn:aws:organizations::${ACCOUNT}:organization/o-exampleorgid`,
        masterAccountId: ACCOUNT,
    },
    "aws-native:index:getAccountId": { accountId: ACCOUNT },
    "aws-native:index:getRegion": { region: REGION },
    "aws-native:index:getPartition": { partition: "aws" },
};

const POLICY_DOCUMENT = "aws:iam/getPolicyDocument:getPolicyDocument";

/** What AWS computes for a resource: an ID, an ARN, and the outputs that only its type has. */
function computed(urn, inputs) {
    const [type, name] = urn.split("::").slice(2);
    const [, module, kind] = type.split("$").pop().split(":");
    const id = (kind === "Bucket" && inputs.bucket) || (kind === "Trail" && inputs.name) || `${name}-0123456`;
    const service = module.split("/")[0];
    const lowerKind = kind.charAt(0).toLowerCase() + kind.slice(1);
    const arn = service === "s3" ? `arn:aws:s3:::${id}` : `arn:aws:${service}:${REGION}:${ACCOUNT}:${lowerKind}/${id}`;
    return {
        id,
        outs: { id, arn, name: id, bucket: id, [`${lowerKind}Id`]: id, [`${lowerKind}Arn`]: arn, ...inputs },
    };
}

/** Runs a provider that echoes its inputs until the engine ends it. */
function serve(version) {
    return provider.main(
        {
            version,
            schema: schema(version),
            // Without a `diff`, the engine compares the inputs itself, and says which of them change, as the AWS plugin does.
            check: async (_urn, _olds, news) => ({ inputs: news }),
            create: async (urn, inputs) => computed(urn, inputs),
            update: async (_id, urn, _olds, news) => ({ outs: computed(urn, news).outs }),
            read: async (id, urn, props) => ({ id, props: { ...computed(urn, {}).outs, ...props, id } }),
            delete: async () => {},
            invoke: async (token, args) => ({
                outputs: token === POLICY_DOCUMENT ? policyDocument(args) : (FUNCTIONS[token] ?? args),
            }),
        },
        process.argv.slice(2),
    );
}

module.exports = { serve };
