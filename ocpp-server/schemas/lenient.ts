/**
 * What is left of a payload after lenient reading: every field may be absent, no enum is trusted, but a field that is there has
 * the schema's primitive type. Handlers ask for what they cannot do without (`need`) and map words they do not know.
 */
export type Said<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends readonly (infer Item)[]
        ? readonly Said<Item>[]
        : T extends object
          ? { readonly [Key in keyof T]?: Said<Exclude<T[Key], undefined>> }
          : T
