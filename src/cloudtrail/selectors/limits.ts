// What CloudTrail accepts. Source: CloudTrail API reference (PutEventSelectors, AdvancedEventSelector,
// AdvancedFieldSelector, EventSelector, DataResource) and user guide, "Quotas in AWS CloudTrail".

/** Values over all advanced event selectors of one trail. */
export const MAX_ADVANCED_VALUES = 500;
export const MAX_VALUE_LENGTH = 2048;
export const MAX_NAME_LENGTH = 1000;
export const MAX_BASIC_SELECTORS = 5;
/** Data resource values over all basic selectors of one trail. */
export const MAX_DATA_RESOURCE_VALUES = 250;
/** The only resource types of basic event selectors. */
export const BASIC_RESOURCE_TYPES = ["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"] as const;
/** The only sources whose management events a trail can leave out. */
export const EXCLUDABLE_EVENT_SOURCES = ["kms.amazonaws.com", "rdsdata.amazonaws.com"] as const;
export const READ_WRITE_TYPES = ["All", "ReadOnly", "WriteOnly"] as const;
