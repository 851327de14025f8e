import { getLocale, getTranslations } from 'next-intl/server'
import { csvAnswer } from '@/app/csv-answer'
import { problem, problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { localDate } from '@/lib/invoices/due-date'
import { BOOKS_ZONE } from '@/lib/invoices/invoice-run'
import { listVatVouchers } from '@/lib/vat-reports/queries/list-vat-vouchers'

export const dynamic = 'force-dynamic'

const MOST_ROWS = 1_000_000

/** The vouchers behind a period's VAT return, with the box each belongs in, as CSV. `period`: this month unless it says otherwise. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return problem('unauthenticated', 'Sign in to export.')
  try {
    const period = new URL(request.url).searchParams.get('period') ?? localDate(new Date(), BOOKS_ZONE).slice(0, 7)
    const [vouchers, t, boxes, locale] = await Promise.all([
      listVatVouchers(actor, period, { limit: MOST_ROWS }),
      getTranslations('vatReport.vouchers'),
      getTranslations('vatReport.boxes'),
      getLocale(),
    ])
    return csvAnswer(
      `vat-${period}`,
      locale,
      [boxes('box'), t('number'), t('date'), t('text'), t('account'), t('amount')],
      vouchers.map((row) => [row.box, row.number, row.date, row.text, row.account, row.amount]),
    )
  } catch (error) {
    return problemOf(error)
  }
}
