/** For a POSIX shell: nothing within single quotes means anything but itself. */
export function quote(value: string): string {
    return `'${value.replaceAll("'", "'\\''")}'`;
}
