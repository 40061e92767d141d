// Reads points as JSON on standard input, and prints a plot of them as SVG: a module, since vega can't be required.
import { readFileSync } from "node:fs";
import { parse, View } from "vega";
import { compile } from "vega-lite";

const INK = "#1f2328";
const GRID = "#d1d9e0";
const COLOURS = ["#0b62d6", "#b35900", "#0e7a4b", "#a626a4"];
const IN_THE_DARK = { [INK]: "#e6edf3", [GRID]: "#3d444d", "#ffffff": "#0d1117" };
const COLOURS_IN_THE_DARK = ["#6cb0ff", "#ffa657", "#5fd49b", "#e3a2ec"];

const points = JSON.parse(readFileSync(0, "utf8"));
const against = (field, title) => ({
    width: 380,
    height: 300,
    mark: { type: "line", point: true },
    encoding: {
        x: { field, type: "quantitative", title, scale: { type: "log" } },
        y: {
            field: "milliseconds",
            type: "quantitative",
            title: "processor time of one decision (ms)",
            scale: { type: "log" },
        },
        color: {
            field: "kind",
            type: "nominal",
            title: "trail",
            sort: null,
            scale: { range: COLOURS },
            legend: { orient: "bottom", columns: 2 },
        },
    },
});
const { spec } = compile({
    data: { values: points },
    background: "#ffffff",
    padding: 12,
    hconcat: [against("values", "values of the trail"), against("selectors", "selectors of the trail")],
    config: {
        font: "sans-serif",
        axis: {
            labelColor: INK,
            titleColor: INK,
            gridColor: GRID,
            domainColor: INK,
            tickColor: INK,
            labelFontSize: 12,
        },
        axisX: { titleFontSize: 13 },
        axisY: { titleFontSize: 13 },
        legend: { labelColor: INK, titleColor: INK, labelFontSize: 12, titleFontSize: 13, labelLimit: 300 },
        view: { stroke: GRID },
    },
});
const svg = await new View(parse(spec), { renderer: "none" }).toSVG();

/** A style rule for each colour, of lines and of areas. */
const rules = [...Object.entries(IN_THE_DARK), ...COLOURS.map((colour, index) => [colour, COLOURS_IN_THE_DARK[index]])]
    .flatMap(([light, dark]) => ["fill", "stroke"].map(what => `[${what}="${light}"]{${what}:${dark}}`))
    .join("");
const label = "<title>Processor time of one decision against the values and the selectors of a trail</title>";
const style = `<style>@media (prefers-color-scheme:dark){${rules}}</style>`;
process.stdout.write(`${svg.replace(/^(<svg[^>]*>)/, `$1${label}${style}`)}\n`);
