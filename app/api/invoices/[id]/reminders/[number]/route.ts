import { reminderAnswer } from '@/app/invoice-papers'
import { problem, problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { DomainError, notFound } from '@/lib/kernel/errors'

export const dynamic = 'force-dynamic'

/** A reminder as it is sent, as a PDF. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ id: string; number: string }> },
): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const { id, number } = await params
    if (!/^[1-9]\d{0,17}$/.test(id)) throw notFound('invoice', id.slice(0, 20))
    if (!/^[1-9]\d{0,4}$/.test(number)) return problem('not-found', 'There is no such reminder.')
    return await reminderAnswer(actor, BigInt(id), Number(number))
  } catch (error) {
    return problemOf(error)
  }
}
