import { bytesOf } from '@/app/bytes'
import { problemOf } from '@/app/problem'
import { currentActor } from '@/app/session'
import { requireAct } from '@/lib/access/acts'
import { newFirmwareSchema } from '@/lib/firmware/firmware'
import { addFirmware } from '@/lib/firmware/mutations/add-firmware'
import { DomainError } from '@/lib/kernel/errors'
import { validated } from '@/lib/kernel/validated'

export const dynamic = 'force-dynamic'

/** A package from the console's form: too large for a server action, so its bytes are the body and the rest stands in the address. */
export async function POST(request: Request): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) throw new DomainError('unauthenticated', 'Sign in first.')
    requireAct(actor, 'fleet.write')
    // Another site's form cannot send this type without asking first, and nobody is ever allowed.
    if (request.headers.get('content-type') !== 'application/octet-stream')
      throw new DomainError('invalid', 'The body must be application/octet-stream.', { file: 'required' })
    const said = Object.fromEntries(new URL(request.url).searchParams)
    const { id } = await addFirmware(actor, validated(newFirmwareSchema, said as never), bytesOf(request))
    return Response.json({ id: String(id) }, { status: 201, headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    return problemOf(error)
  }
}
