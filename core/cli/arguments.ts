/** Stands for a leading minus sign while the arguments are parsed: `-1` is a revision here, not an option. */
const MINUS = '\u2212'

/** Arguments as the parser wants them: the minus sign of a relative revision shielded. */
export const shielded = (argv: readonly string[]): readonly string[] =>
  argv.map(argument => argument.replace(/^-(?=\d)/, MINUS).replace(/^(-r)-(?=\d)/, `$1${MINUS}`))

/** A parsed argument as it was written. */
export const unshielded = (argument: string): string => argument.replaceAll(MINUS, '-')

/** Gathers a repeatable option. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]
