/** A text of the user's in a message: quoted, control characters escaped, and cut where it is long. */
export function quote(text: string): string {
    // JSON escapes what is below U+0020; C1 control characters can steer a terminal too.
    return JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text).replace(
        /[\u007f-\u009f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g,
        character => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}
