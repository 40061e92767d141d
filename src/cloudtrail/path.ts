/** A place in a trail's properties, in the names of the AWS API: `["AdvancedEventSelectors", 0, "FieldSelectors"]`. */
export type Path = readonly (string | number)[];
