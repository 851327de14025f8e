import type { z } from 'zod'
import { DomainError } from './errors'
import { unstorableText } from './unstorable'

/**
 * The input as its schema reads it. Forms and routes validate with the same schema first, so this only speaks when somebody went
 * around them. @throws DomainError invalid; details map `field.path` to the problem
 */
export function validated<Schema extends z.ZodType>(schema: Schema, input: z.input<Schema>): z.output<Schema> {
  const unstorable = unstorableText(input)
  if (unstorable !== null) throw new DomainError('invalid', 'Not valid.', { [unstorable || 'input']: 'not-storable' })
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const details = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.join('.') || 'input', issue.message]),
  )
  throw new DomainError('invalid', `Not valid: ${Object.keys(details).join(', ')}.`, details)
}
