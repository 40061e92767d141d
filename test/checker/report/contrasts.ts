/// <reference lib="dom" />

/** The contrast of one text with what is behind it. */
export interface Contrast {
    readonly text: string;
    readonly color: string;
    readonly background: string;
    readonly ratio: number;
}

/** Runs in a page: the contrast of every text that is shown (WCAG 2.2, 1.4.3). It may use nothing from outside of itself. */
export function contrasts(): Contrast[] {
    const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (context === null) {
        throw new Error("no canvas");
    }
    /** A colour of any notation, over others, as red, green and blue. */
    const paint = (...colours: string[]): number[] => {
        for (const colour of colours) {
            context.fillStyle = colour;
            context.fillRect(0, 0, 1, 1);
        }
        return Array.from(context.getImageData(0, 0, 1, 1).data).slice(0, 3);
    };
    const luminance = (rgb: number[]): number => {
        const [red = 0, green = 0, blue = 0] = rgb.map(part => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const backgroundsOf = (element: Element | null): string[] =>
        element === null
            ? ["white"]
            : [...backgroundsOf(element.parentElement), getComputedStyle(element).backgroundColor];
    return Array.from(document.querySelectorAll("body *")).flatMap(element => {
        const text = Array.from(element.childNodes, node => (node.nodeType === Node.TEXT_NODE ? node.textContent : ""))
            .join("")
            .trim();
        if (text === "" || element.getClientRects().length === 0 || element.matches("script, .hidden, .skip")) {
            return [];
        }
        const { color } = getComputedStyle(element);
        const backgrounds = backgroundsOf(element);
        const [light = 0, dark = 0] = [luminance(paint(...backgrounds, color)), luminance(paint(...backgrounds))].sort(
            (a, b) => b - a,
        );
        const ratio = (light + 0.05) / (dark + 0.05);
        return [{ text: text.slice(0, 40), color, background: backgrounds.join(" "), ratio }];
    });
}
