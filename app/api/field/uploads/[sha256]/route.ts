import { bytesOf } from '@/app/bytes'
import { keepPhoto } from '@/lib/field/mutations/keep-photo'
import { answer } from '../../answer'

export const dynamic = 'force-dynamic'

/** A photo's bytes, before the entry that names them. The same bytes twice are the same. */
export async function PUT(request: Request, { params }: { params: Promise<{ sha256: string }> }): Promise<Response> {
  const { sha256 } = await params
  return answer(async (actor) => {
    await keepPhoto(actor, sha256, bytesOf(request))
    return {}
  })
}
