'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { meterKeySchema } from '@/lib/signed-meter-values/meter-key'
import { addMeterKey, removeMeterKey } from '@/lib/signed-meter-values/mutations/meter-keys'

const id = z.string().min(1).max(48)

export const addMeterKeyAction = defineAction(meterKeySchema.extend({ id }), (actor, { id: identity, ...key }) =>
  addMeterKey(actor, identity, key),
)

export const removeMeterKeyAction = defineAction(
  z.object({ id, key: z.string().regex(/^\d{1,18}$/) }),
  (actor, { id: identity, key }) => removeMeterKey(actor, identity, BigInt(key)),
)
