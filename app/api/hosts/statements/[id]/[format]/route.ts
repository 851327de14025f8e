import { getTranslations } from 'next-intl/server'
import { csvAnswer } from '@/app/csv-answer'
import { fileAnswer } from '@/app/file-answer'
import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { makeStatementFile } from '@/lib/hosts/make-statement-file'
import { getStatement, listCountedSessions } from '@/lib/hosts/queries/statements'
import { DomainError, notFound } from '@/lib/kernel/errors'

export const dynamic = 'force-dynamic'

/** More than a site's month has. */
const MOST_ROWS = 200_000

/** A settlement statement as PDF, or the sessions it counted as CSV; in the statement's language. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string; format: string }> },
): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const { id, format } = await params
    if (!/^[1-9]\d{0,17}$/.test(id) || (format !== 'pdf' && format !== 'csv')) throw notFound('host statement', id)
    const statement = await getStatement(actor, BigInt(id))
    if (format === 'pdf') {
      const file = await makeStatementFile(statement)
      return fileAnswer(file.content as BodyInit, file.contentType, file.fileName)
    }
    const sessions = await listCountedSessions(actor, BigInt(id), { limit: MOST_ROWS })
    const locale = statement.language
    const [t, lines] = await Promise.all([
      getTranslations({ locale, namespace: 'hosts.statement' }),
      getTranslations({ locale, namespace: 'hosts.lines' }),
    ])
    return csvAnswer(
      statement.number,
      locale,
      [t('session'), t('station'), t('ended'), t('month'), lines('energy'), lines('net'), lines('cost'), lines('fees')],
      sessions.map((row) => [
        String(row.sessionId),
        row.station,
        row.endedAt?.toISOString(),
        row.month,
        (Number(row.energyWh) / 1000).toFixed(3),
        row.revenueNet,
        row.energyCost,
        row.providerFees,
      ]),
    )
  } catch (error) {
    return problemOf(error)
  }
}
