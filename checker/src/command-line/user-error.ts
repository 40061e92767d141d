/**
 * A mistake of the user's or a problem of the machine: wrong usage, input that can't be read. Only its message is
 * shown, in one line on standard error, and the command ends with exit code 2. Every other error is a defect of ours.
 */
export class UserError extends Error {}

/** Why a call of the operating system failed, for the end of a message: "no such file or directory". */
export function reasonOf(error: unknown): string {
    const { code, message } = error as NodeJS.ErrnoException;
    return REASONS[code ?? ""] ?? message ?? String(error);
}

const REASONS: Readonly<Record<string, string>> = {
    EACCES: "permission denied",
    EEXIST: "it already exists",
    EISDIR: "it is a directory",
    ELOOP: "too many symbolic links",
    EMFILE: "too many open files",
    ENAMETOOLONG: "the name is too long",
    ENOENT: "no such file or directory",
    ENOSPC: "no space left on the device",
    ENOTDIR: "a part of its path is not a directory",
    EPERM: "permission denied",
    EROFS: "the file system is read-only",
    ERR_FS_FILE_TOO_LARGE: "it is too large to read at once",
    ERR_INVALID_ARG_VALUE: "its name contains a null byte",
    ERR_STRING_TOO_LONG: "it is too large to read at once",
};
