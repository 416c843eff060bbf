/** A value without `readonly`, deeply: what the core promises not to change is handed over to be sent. */
export type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T

export const plain = <T>(value: T): Plain<T> => value as Plain<T>
