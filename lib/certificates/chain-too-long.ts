/** The station takes no chain of this length: the certificate was not issued. */
export class ChainTooLong extends Error {
  override readonly name = 'ChainTooLong'
  constructor(readonly length: number) {
    super(`The chain has ${length} characters.`)
  }
}
