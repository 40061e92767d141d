const { PolicyPack } = require("@pulumi/policy");

/** What is beneath the SDK's proxies, which throw where a value is unknown. */
const beneath = properties => properties.__getSpecialProxyTarget ?? properties;

const describeProvider = provider =>
    provider && { urn: provider.urn, type: provider.type, name: provider.name, props: beneath(provider.props) };

new PolicyPack("observer", {
    policies: [
        {
            name: "resources",
            description: "What a policy sees of a resource.",
            enforcementLevel: "advisory",
            configSchema: {
                properties: {
                    preset: { type: "string", default: "by default" },
                    given: { type: "string" },
                    replace: { type: "object", default: {} },
                },
            },
            validateResource: ({ type, name, urn, props, opts, provider, getConfig, stackTags }, report) =>
                report(
                    JSON.stringify({
                        type,
                        name,
                        urn,
                        props: beneath(props),
                        opts,
                        provider: describeProvider(provider),
                        config: getConfig(),
                        tags: [...stackTags],
                    }),
                ),
            remediateResource: ({ name, props, getConfig }) => {
                const replacement = getConfig().replace[name];
                if (replacement === undefined) {
                    return undefined;
                }
                Object.assign(beneath(beneath(props)), replacement);
                return props;
            },
        },
        {
            name: "stack",
            description: "What a policy sees of the whole stack.",
            enforcementLevel: "advisory",
            validateStack: ({ resources }, report) => {
                for (const { urn, props, parent, dependencies, propertyDependencies, provider } of resources) {
                    const urns = list => list.map(resource => resource.urn).sort();
                    report(
                        JSON.stringify({
                            urn,
                            props: beneath(props),
                            parent: parent?.urn,
                            dependencies: urns(dependencies),
                            propertyDependencies: Object.fromEntries(
                                Object.entries(propertyDependencies).map(([name, list]) => [name, urns(list)]),
                            ),
                            provider: provider?.urn,
                        }),
                        urn,
                    );
                }
                report("of the stack", "urn:pulumi:dev::other::a:b:C::unknown");
            },
        },
    ],
});
