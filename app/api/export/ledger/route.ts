import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { localDate } from '@/lib/invoices/due-date'
import { writeSie } from '@/lib/invoices/formats/sie/write-sie'
import { BOOKS_ZONE } from '@/lib/invoices/invoice-run'
import { DomainError } from '@/lib/kernel/errors'
import { ACCOUNT_NAMES, accountType } from '@/lib/ledger/accounts'
import { listVouchers } from '@/lib/ledger/queries'
import { findSeller } from '@/lib/sellers/queries'

export const dynamic = 'force-dynamic'

/** SIE's own number for it. */
const COST_CENTRE = 1

/** A year's vouchers for an accounting program: SIE 4I. `year`: this one unless it says otherwise. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const today = localDate(new Date(), BOOKS_ZONE)
    const wanted = new URL(request.url).searchParams.get('year') ?? today.slice(0, 4)
    if (!/^20\d\d$/.test(wanted)) throw new DomainError('invalid', 'Not a year.', { year: 'out-of-range' })
    const { vouchers, objects } = await listVouchers(actor, Number(wanted))
    const seller = await findSeller(actor)
    if (seller === null) {
      throw new DomainError('conflict', 'Nobody has entered who sends the invoices.', { reason: 'seller-missing' })
    }
    const written = writeSie({
      program: { name: 'Laddvakt', version: '1' },
      generated: today,
      company: { name: seller.name, orgNumber: seller.orgNumber },
      year: { from: `${wanted}-01-01`, to: `${wanted}-12-31` },
      chart: 'BAS2026',
      currency: 'SEK',
      accounts: Object.entries(ACCOUNT_NAMES).map(([number, name]) => ({ number, name, type: accountType(number) })),
      dimensions: objects.length === 0 ? [] : [{ number: COST_CENTRE, name: 'Kostnadsställe', objects }],
      vouchers: vouchers.map(({ number, entries, ...voucher }) => ({
        ...voucher,
        number: String(number),
        entries: entries.map(({ object, ...entry }) => ({
          ...entry,
          objects: object === null ? [] : [{ dimension: COST_CENTRE, id: object }],
        })),
      })),
    })
    if ('problems' in written) {
      const [problem] = written.problems
      throw new DomainError('conflict', 'The books cannot be written as SIE.', { reason: problem?.code ?? 'unknown' })
    }
    return new Response(written.bytes, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="laddvakt-${wanted}.si"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    return problemOf(error)
  }
}
