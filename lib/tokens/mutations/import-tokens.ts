import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError } from '../../kernel/errors'
import { foldToken } from '../fold-token'
import { parseTokenList } from '../parse-token-list'
import { newTokenSchema } from '../token'

const MOST_ROWS = 5000

export interface TokenImport {
  readonly created: number
  readonly skipped: readonly { readonly line: number; readonly value: string; readonly problem: string }[]
}

/**
 * Adds every readable row of a pasted list; rows that cannot be read and values that exist are skipped and named, so pasting the
 * same list again adds nothing. @throws DomainError invalid when there is nothing to read or far too much
 */
export async function importTokens(actor: Actor, text: string): Promise<TokenImport> {
  requireAct(actor, 'tokens.write')
  requireAllSites(actor)
  const rows = parseTokenList(text)
  if (rows.length === 0) throw new DomainError('invalid', 'There are no rows to import.', { list: 'required' })
  if (rows.length > MOST_ROWS)
    throw new DomainError('invalid', `At most ${MOST_ROWS} rows at a time.`, { list: 'too-long' })
  const readable = rows.flatMap((row) => (row.token === null ? [] : [{ row, token: newTokenSchema.parse(row.token) }]))
  return db().$transaction(async (tx) => {
    const made = await tx.token.createManyAndReturn({
      data: readable.map(({ token }) => ({ ...token, valueFolded: foldToken(token.value) })),
      select: { valueFolded: true },
      skipDuplicates: true,
    })
    const isNew = new Set(made.map((token) => token.valueFolded))
    const skipped = rows.flatMap((row) => {
      const problem = row.problem ?? (isNew.has(foldToken(row.value)) ? null : 'token-exists')
      return problem === null ? [] : [{ line: row.line, value: row.value, problem }]
    })
    await audit(tx, actor, 'token.import', 'token:*', { after: { created: made.length, skipped: skipped.length } })
    return { created: made.length, skipped }
  })
}
