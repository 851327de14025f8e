'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { createKeySchema } from '@/lib/api-keys/key'
import { createApiKey, revokeApiKey } from '@/lib/api-keys/mutations'

export const create = defineAction(createKeySchema, async (actor, input) => ({
  key: (await createApiKey(actor, input)).key,
}))

export const revoke = defineAction(z.object({ id: z.string().regex(/^\d{1,18}$/) }), (actor, { id }) =>
  revokeApiKey(actor, BigInt(id)),
)
