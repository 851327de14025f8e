import { getLocale, getTranslations } from 'next-intl/server'
import { csvAnswer } from '@/app/csv-answer'
import { fileAnswer } from '@/app/file-answer'
import { problem, problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { bookAccruals } from '@/lib/accruals/accrual'
import { getAccruals } from '@/lib/accruals/queries/get-accruals'
import { localDate, plusDays } from '@/lib/invoices/due-date'
import { writeSie } from '@/lib/invoices/formats/sie/write-sie'
import { BOOKS_ZONE, monthBefore } from '@/lib/invoices/invoice-run'
import { DomainError } from '@/lib/kernel/errors'
import { ACCOUNT_NAMES, accountType } from '@/lib/ledger/accounts'
import { findSeller } from '@/lib/sellers/queries'

export const dynamic = 'force-dynamic'

/**
 * A month's accruals: customer by customer as CSV, or (`format=sie`) as the voucher for the month's end, or (`format=sie-reversal`) the
 * one of the day after. Two files, because the day after December is of another financial year.
 */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return problem('unauthenticated', 'Sign in to export.')
  try {
    const query = new URL(request.url).searchParams
    const today = localDate(new Date(), BOOKS_ZONE)
    const month = query.get('month') ?? monthBefore(today).periodFrom.slice(0, 7)
    const { onDate, rows } = await getAccruals(actor, month)
    const format = query.get('format') ?? 'csv'
    if (format === 'csv') {
      const [t, locale] = await Promise.all([getTranslations('accruals'), getLocale()])
      return csvAnswer(
        `accruals-${month}`,
        locale,
        [t('rows.customer'), t('rows.kind'), t('rows.count'), t('rows.net')],
        rows.map((row) => [row.customerName ?? t('rows.drivers'), t(`kind.${row.kind}`), row.count, row.net]),
      )
    }
    if (format !== 'sie' && format !== 'sie-reversal') {
      throw new DomainError('invalid', 'No such format.', { format: 'unknown' })
    }
    const isReversal = format === 'sie-reversal'
    const date = isReversal ? plusDays(onDate, 1) : onDate
    const entries = bookAccruals(rows, isReversal)
    const seller = await findSeller(actor)
    if (seller === null) {
      throw new DomainError('conflict', 'Nobody has entered who sends the invoices.', { reason: 'seller-missing' })
    }
    const written = writeSie({
      program: { name: 'Laddvakt', version: '1' },
      generated: today,
      company: { name: seller.name, orgNumber: seller.orgNumber },
      year: { from: `${date.slice(0, 4)}-01-01`, to: `${date.slice(0, 4)}-12-31` },
      chart: 'BAS2026',
      currency: 'SEK',
      accounts: Object.entries(ACCOUNT_NAMES).map(([number, name]) => ({ number, name, type: accountType(number) })),
      vouchers:
        entries.length === 0
          ? []
          : [
              {
                series: 'P',
                number: null,
                date,
                text: `${isReversal ? 'Återföring av periodisering' : 'Periodisering'} ${month}`,
                entries,
              },
            ],
    })
    if ('problems' in written) {
      throw new DomainError('conflict', 'It cannot be written as SIE.', {
        reason: written.problems[0]?.code ?? 'unknown',
      })
    }
    return fileAnswer(written.bytes, 'application/octet-stream', `accruals-${month}${isReversal ? '-reversal' : ''}.si`)
  } catch (error) {
    return problemOf(error)
  }
}
