import { bytesAnswer } from '@/app/bytes'
import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { getStationFile } from '@/lib/files/queries/list-station-files'
import { DomainError, notFound } from '@/lib/kernel/errors'

export const dynamic = 'force-dynamic'

/** A log that a station has brought. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    const { id } = await params
    if (!/^[1-9]\d{0,17}$/.test(id)) throw notFound('file', id)
    return await bytesAnswer(await getStationFile(actor, BigInt(id)))
  } catch (error) {
    return problemOf(error)
  }
}
