import { z } from 'zod'
import { photoAnswer } from '@/app/photo-answer'
import { findPhoto } from '@/lib/field/queries/find-photo'
import { notFound } from '@/lib/kernel/errors'
import { answer } from '../../answer'

export const dynamic = 'force-dynamic'

/** A photo or signature of a job. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  return answer(async (actor) => {
    if (!z.uuid().safeParse(id).success) throw notFound('photo', id)
    return photoAnswer(await findPhoto(actor, id))
  })
}
