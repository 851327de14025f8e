import { getLocale } from 'next-intl/server'
import { fileAnswer } from '@/app/file-answer'
import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { requireAct } from '@/lib/access/acts'
import { customerInScope } from '@/lib/access/scope'
import { monthOf } from '@/lib/fleets/period'
import { makeFleetMonthFile } from '@/lib/fleets/queries/make-month-file'
import { DomainError, notFound } from '@/lib/kernel/errors'
import { FLEET_MONTH_FORMATS } from '@/lib/mailings/attachment'

export const dynamic = 'force-dynamic'

/** A fleet's month as a file: a report on paper, or a row per charge. Whose: one's own, or for the operator the customer that is named. */
export async function GET(request: Request, { params }: { params: Promise<{ format: string }> }): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const { format } = await params
    const known = FLEET_MONTH_FORMATS.find((name) => name === format)
    requireAct(actor, 'customers.read')
    if (known === undefined) throw new DomainError('invalid', 'There is no such format.', { format: 'unknown' })
    const query = new URL(request.url).searchParams
    const month = query.get('month') ?? ''
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
      throw new DomainError('invalid', 'Say which month: 2026-11.', { month: 'required' })
    }
    const wanted = query.get('customer') ?? ''
    const id = customerInScope(actor) ?? (/^[1-9]\d{0,17}$/.test(wanted) ? BigInt(wanted) : null)
    if (id === null) throw notFound('customer', wanted.slice(0, 20))
    const language = (await getLocale()) === 'en' ? 'en' : 'sv'
    const file = await makeFleetMonthFile(actor, id, monthOf(`${month}-01`), known, language)
    return fileAnswer(new Uint8Array(file.content), file.contentType, file.fileName)
  } catch (error) {
    return problemOf(error)
  }
}
