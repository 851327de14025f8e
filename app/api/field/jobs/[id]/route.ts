import { getJob } from '@/lib/field/queries/list-jobs'
import { answer, idOf } from '../../answer'
import { language } from '../../read-day'

export const dynamic = 'force-dynamic'

/** One job as it is now. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  return answer(async (actor) => getJob(actor, idOf(id), await language()))
}
