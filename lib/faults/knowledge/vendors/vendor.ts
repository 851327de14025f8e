import type { Cause } from '../cause'
import type { Words } from '../words'

/** What public sources say of one maker's own codes. */
export interface Vendor {
  /** First half of its cause keys: "abb:0x0002". */
  readonly key: string
  readonly name: string
  /** How it names itself at boot, or in a status's `vendorId`. */
  readonly says: RegExp
  /** Where the codes are read: one maker shows the same code on the display, another in its own interface only. */
  readonly where: Words
  /** By the code as documented, in lower case. */
  readonly codes: Readonly<Record<string, Cause>>
}

/** A maker's code that means what another cause means, under its own title and sources. */
export const meaning = (cause: Cause, title: Words, sources: Cause['sources'], plain = cause.plain): Cause => ({
  ...cause,
  title,
  plain,
  sources,
})
