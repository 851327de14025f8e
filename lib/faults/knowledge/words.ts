/** One text in both languages of the interface: neither can be forgotten. */
export interface Words {
  readonly sv: string
  readonly en: string
}

export type Language = keyof Words
