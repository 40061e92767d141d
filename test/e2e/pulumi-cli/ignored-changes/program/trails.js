// Every combination of what a trail's selectors are, which changes the program ignores, since which update, and whether
// the program is corrected later.
const S3_DATA = { type: "AWS::S3::Object", values: ["arn:aws:s3:::documents/"] };
const data = (type, ...conditions) => ({
    name: `data events of ${type}`,
    fieldSelectors: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: [type] },
        ...conditions,
    ],
});
const MANAGEMENT = { name: "management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] };
const DOCUMENTS = data("AWS::S3::Object", { field: "resources.ARN", startsWiths: ["arn:aws:s3:::documents/"] });

const SHAPES = {
    default: {},
    basic: { eventSelectors: [{ dataResources: [S3_DATA] }] },
    writes: { eventSelectors: [{ readWriteType: "WriteOnly", dataResources: [S3_DATA] }] },
    advanced: { advancedEventSelectors: [DOCUMENTS, MANAGEMENT] },
    complete: {
        advancedEventSelectors: [
            DOCUMENTS,
            MANAGEMENT,
            data("AWS::Bedrock::AgentAlias"),
            data("AWS::Bedrock::KnowledgeBase"),
        ],
        isMultiRegionTrail: true,
    },
};
const IGNORED = {
    nothing: [],
    basic: ["eventSelectors"],
    advanced: ["advancedEventSelectors"],
    both: ["eventSelectors", "advancedEventSelectors"],
    all: ["*"],
    "in-basic": ["eventSelectors[0].readWriteType"],
    "in-advanced": ["advancedEventSelectors[0].name"],
    quoted: ['["eventSelectors"]'],
    regions: ["isMultiRegionTrail"],
    other: ["tags", "kmsKeyId"],
};

/** The engine refuses a path into what the program doesn't declare. */
const leadsNowhere = (shape, ignored) =>
    (ignored === "in-basic" && !("eventSelectors" in SHAPES[shape])) ||
    (ignored === "in-advanced" && !("advancedEventSelectors" in SHAPES[shape]));

const trails = Object.keys(SHAPES).flatMap(shape =>
    Object.keys(IGNORED).flatMap(ignored =>
        [1, 2].flatMap(since =>
            [false, true]
                .filter(corrected => !leadsNowhere(shape, ignored) && !(corrected && leadsNowhere("complete", ignored)))
                .map(corrected => ({
                    name: `${shape}-${ignored}-since-${since}${corrected ? "-corrected" : ""}`,
                    shape,
                    ignored,
                    since,
                    corrected,
                })),
        ),
    ),
);

/** What the program declares for a trail in an update: 1, 2 or 3. */
function declare({ shape, ignored, since, corrected }, update) {
    const selectors = SHAPES[corrected && update >= 2 ? "complete" : shape];
    return {
        inputs: { s3BucketName: "example-trail-logs", ...selectors },
        ignoreChanges: update >= since ? IGNORED[ignored] : [],
    };
}

module.exports = { trails, declare };
