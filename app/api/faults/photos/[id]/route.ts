import { photoAnswer } from '@/app/photo-answer'
import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { findFaultPhoto } from '@/lib/faults/queries/find-fault-photo'
import { DomainError, notFound } from '@/lib/kernel/errors'

export const dynamic = 'force-dynamic'

/** A photo of a fault's story. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const { id } = await params
    if (!/^[1-9]\d{0,17}$/.test(id)) throw notFound('photo', id)
    return photoAnswer(await findFaultPhoto(actor, BigInt(id)))
  } catch (error) {
    return problemOf(error)
  }
}
