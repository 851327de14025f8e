import { getLocale, getTranslations } from 'next-intl/server'
import { csvAnswer } from '@/app/csv-answer'
import { problem, problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { listStatements } from '@/lib/hosts/queries/statements'

export const dynamic = 'force-dynamic'

const MOST_ROWS = 100_000

/** Settlement statements as CSV; a site host's are those of its own sites. */
export async function GET(): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return problem('unauthenticated', 'Sign in to export.')
  try {
    const [statements, t, locale] = await Promise.all([
      listStatements(actor, {}, MOST_ROWS),
      getTranslations('hosts.statements'),
      getLocale(),
    ])
    const columns = [
      'number',
      'month',
      'host',
      'site',
      'issued',
      'sessions',
      'energy',
      'net',
      'payable',
      'paid',
    ] as const
    return csvAnswer(
      'statements',
      locale,
      columns.map((name) => t(name)),
      statements.map((row) => [
        row.number,
        row.month,
        row.hostName,
        row.siteName,
        row.issueDate,
        row.sessionCount,
        (Number(row.energyWh) / 1000).toFixed(3),
        row.revenueNet,
        row.payable,
        row.paidOn,
      ]),
    )
  } catch (error) {
    return problemOf(error)
  }
}
