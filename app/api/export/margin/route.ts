import { getLocale, getTranslations } from 'next-intl/server'
import { readWantedMargin } from '@/app/(console)/revenue/margin/read-wanted'
import { csvAnswer } from '@/app/csv-answer'
import { problem, problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { marginOf, marginPerKwh, marginShare } from '@/lib/margin/margin-sums'
import { getMargin } from '@/lib/margin/queries/get-margin'

export const dynamic = 'force-dynamic'

/** The margin as it is split on its page, as CSV. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return problem('unauthenticated', 'Sign in to export.')
  try {
    const { from, to, site, by } = readWantedMargin(Object.fromEntries(new URL(request.url).searchParams))
    const [margin, t, locale] = await Promise.all([
      getMargin(actor, { from, to, siteId: site }, by),
      getTranslations('margin.table'),
      getLocale(),
    ])
    const header = ['sessions', 'energy', 'net', 'unknown', 'cost', 'fees', 'margin', 'share', 'perKwh'] as const
    return csvAnswer(
      `margin-${from}-${to}`,
      locale,
      [t(`key.${by}`), ...header.map((name) => t(name))],
      margin.rows.map((row) => [
        by === 'site' || by === 'tariff' ? (row.name ?? t(`none.${by}`)) : row.key,
        row.sessions,
        (Number(row.energyWh) / 1000).toFixed(3),
        row.net,
        row.sessions - row.costed,
        row.costed === 0 ? null : row.cost,
        row.costed === 0 ? null : row.fees,
        marginOf(row)?.toFixed(2),
        marginShare(row) === null ? null : (marginShare(row)! * 100).toFixed(2),
        marginPerKwh(row)?.toFixed(4),
      ]),
    )
  } catch (error) {
    return problemOf(error)
  }
}
