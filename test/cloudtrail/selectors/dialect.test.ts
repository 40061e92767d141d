import assert from "node:assert/strict";
import type { PropertyName } from "../../../src/cloudtrail/selectors/dialect";
import {
    DIALECTS,
    type Dialect,
    type DialectName,
    formatPath,
    inLanguage,
    recorderDialect,
    switchOf,
} from "../../../src/cloudtrail/selectors/dialect";
import type { Recorder } from "../../../src/cloudtrail/selectors/field-rules";
import { type Case, readCases } from "../case-tables";

interface DialectCase extends Case {
    readonly recorder: Recorder;
    readonly property: PropertyName;
    readonly names: Readonly<Partial<Record<DialectName, string>>>;
}

const storeDialect = (dialect: Dialect) => recorderDialect(dialect, "EventDataStore");

describe("dialects", () => {
    for (const { name, recorder, property, names } of readCases<DialectCase>("dialect")) {
        it(name, () => {
            for (const [place, expected] of Object.entries(names) as [DialectName, string][]) {
                const trail = DIALECTS[place];
                const dialect = recorderDialect(trail, recorder);
                assert.equal(dialect.of(property), expected, place);
                assert.equal(dialect.name, place);
            }
        });
    }

    it("only CloudFormation accepts booleans that are written as strings", () => {
        const places = Object.values(DIALECTS).filter(({ booleansAsStrings }) => booleansAsStrings);
        assert.deepEqual(
            places.map(({ name }) => name),
            ["cloudformation"],
        );
        assert.equal(recorderDialect(DIALECTS.cloudformation, "EventDataStore").booleansAsStrings, true);
    });

    it("names the property that switches a trail or an event data store on or off", () => {
        const switches = Object.values(DIALECTS).map(dialect => [
            dialect.of(switchOf(dialect)),
            storeDialect(dialect).of(switchOf(storeDialect(dialect))),
        ]);
        assert.deepEqual(switches, [
            ["IsLogging", "IsLogging"],
            ["IsLogging", "IngestionEnabled"],
            ["IsLogging", "IngestionEnabled"],
            ["enable_logging", "suspend"],
            ["enableLogging", "suspend"],
            ["isLogging", "ingestionEnabled"],
        ]);
    });

    it("a program's language is that of its runtime, if fixes can be written in it", () => {
        const languages = (place: DialectName) =>
            ["nodejs", "python", "go", "dotnet", "yaml", "java", "", undefined].map(
                runtime => inLanguage(DIALECTS[place], runtime).language,
            );
        const [none, all] = [undefined, ["nodejs", "python", "go", "dotnet", "yaml"]];
        assert.deepEqual(languages("pulumi-aws"), [...all, none, none, none]);
        assert.deepEqual(languages("pulumi-aws-native"), ["nodejs", none, none, none, "yaml", none, none, none]);
        const python = inLanguage(DIALECTS["pulumi-aws"], "python");
        assert.deepEqual(python, { ...DIALECTS["pulumi-aws"], language: "python" });
        assert.equal(inLanguage(DIALECTS["pulumi-aws"], "java"), DIALECTS["pulumi-aws"]);
    });

    it("writes a path in the names of a dialect", () => {
        const path = ["AdvancedEventSelectors", 0, "FieldSelectors", 11, "NotStartsWith", 2];
        const written = Object.values(DIALECTS).map(dialect => formatPath(path, dialect));
        assert.deepEqual(written, [
            "AdvancedEventSelectors[0].FieldSelectors[11].NotStartsWith[2]",
            "AdvancedEventSelectors[0].FieldSelectors[11].NotStartsWith[2]",
            "AdvancedEventSelectors[0].FieldSelectors[11].NotStartsWith[2]",
            "advanced_event_selector[0].field_selector[11].not_starts_with[2]",
            "advancedEventSelectors[0].fieldSelectors[11].notStartsWiths[2]",
            "advancedEventSelectors[0].fieldSelectors[11].notStartsWith[2]",
        ]);
        assert.equal(formatPath([], DIALECTS["aws-api"]), "");
        assert.equal(formatPath([0, "Field"], DIALECTS["aws-api"]), "[0].Field");
    });
});
