import { stat } from 'node:fs/promises'
import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { pathOfBytes } from '../../files/queries/open-bytes'
import { DomainError } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { changeFaults, type Edited } from './change-faults'

const photoSchema = z.object({
  /** Of bytes that were kept before (lib/field/mutations/keep-photo.ts: what may be kept, and how large). */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'not-a-hash'),
  width: z.int().min(1).max(20_000),
  height: z.int().min(1).max(20_000),
  caption: z.string().trim().max(300, 'too-long').default(''),
})
export type FaultPhotoInput = z.input<typeof photoSchema>

/**
 * Adds a photo to a fault's story, open or closed, with or without a job: what a driver has sent, what was seen on a camera.
 * @throws DomainError forbidden | not-found | invalid (no such bytes: they are sent first)
 */
export async function addFaultPhoto(actor: Actor, id: bigint, input: FaultPhotoInput): Promise<Edited> {
  requireAct(actor, 'faults.write')
  const { sha256, ...detail } = validated(photoSchema, input)
  const isHere = await stat(pathOfBytes(sha256)).then(
    () => true,
    () => false,
  )
  if (!isHere) throw new DomainError('invalid', 'The photo itself has not come.', { sha256: 'needs-file' })
  const entry = { kind: 'photo', detail, file: sha256 } as const
  return changeFaults(actor, 'fault.photo', [id], () => ({ entries: [entry], after: { sha256 } }), { closedToo: true })
}
