import { annexAnswer } from '@/app/invoice-papers'
import { problem, problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { DomainError, notFound } from '@/lib/kernel/errors'

export const dynamic = 'force-dynamic'

/** What an invoice rests on, as a PDF. `line`: of one line alone. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const { id } = await params
    const line = new URL(request.url).searchParams.get('line')
    if (!/^[1-9]\d{0,17}$/.test(id)) throw notFound('invoice', id.slice(0, 20))
    if (line !== null && !/^[1-9]\d{0,8}$/.test(line)) return problem('not-found', 'There is no such line.')
    return await annexAnswer(actor, BigInt(id), line === null ? null : Number(line))
  } catch (error) {
    return problemOf(error)
  }
}
