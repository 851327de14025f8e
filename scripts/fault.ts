/** Why the house does not start: one sentence for a person, without a stack. */
export class Fault extends Error {
  override readonly name = 'Fault'
}

/** Node reports a refused connection to `localhost` as a bundle without words: then the first one's are taken. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0])
  return error instanceof Error ? error.message || error.name : String(error)
}

/** Tells a person why a command ends: a `Fault` in its one sentence, a bug with its stack. */
export function tell(error: unknown): void {
  console.error(error instanceof Fault ? error.message : error)
}
