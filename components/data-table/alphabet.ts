/** Texts remembered at most: a browser that stays open for days must not grow. */
const MOST = 200_000

/**
 * The places of texts in a reader's alphabet, numbers in them by size (P2 before P10). Comparing by a language's rules is slow, and a
 * live list is sorted again and again: each text's place is worked out once.
 */
export class Alphabet {
  readonly #collator: Intl.Collator
  #ordered: string[] = []
  #places = new Map<string, number>()

  constructor(locale: string) {
    this.#collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  }

  /** Call with what will be compared; those already known cost next to nothing. */
  learn(texts: Iterable<string>): void {
    const fresh = new Set<string>()
    for (const text of texts) if (!this.#places.has(text)) fresh.add(text)
    if (fresh.size === 0) return
    if (this.#ordered.length + fresh.size > MOST) {
      this.#ordered = []
      for (const text of texts) fresh.add(text)
    }
    this.#ordered = this.#merge(this.#ordered, [...fresh].sort(this.#collator.compare))
    this.#places = new Map()
    let place = 0
    for (const [index, text] of this.#ordered.entries()) {
      // Texts that differ only in case are equal, and keep the order they came in.
      if (index > 0 && this.#collator.compare(this.#ordered[index - 1] as string, text) !== 0) place++
      this.#places.set(text, place)
    }
  }

  compare(a: string, b: string): number {
    const [left, right] = [this.#places.get(a), this.#places.get(b)]
    return left === undefined || right === undefined ? this.#collator.compare(a, b) : left - right
  }

  #merge(known: readonly string[], fresh: readonly string[]): string[] {
    const merged: string[] = []
    let at = 0
    for (const text of fresh) {
      while (at < known.length && this.#collator.compare(known[at] as string, text) <= 0)
        merged.push(known[at++] as string)
      merged.push(text)
    }
    return merged.concat(known.slice(at))
  }
}

const alphabets = new Map<string, Alphabet>()

/** One per language, shared by all lists. */
export function alphabetOf(locale: string): Alphabet {
  let alphabet = alphabets.get(locale)
  if (!alphabet) {
    alphabet = new Alphabet(locale)
    alphabets.set(locale, alphabet)
  }
  return alphabet
}
