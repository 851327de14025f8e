'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { chosenId } from '@/lib/kernel/chosen-id'
import { removeOfflinePolicy, setOfflinePolicy } from '@/lib/offline-policy/mutations/set-offline-policy'
import { placedPolicySchema } from '@/lib/offline-policy/offline-policy'

export const setOfflinePolicyAction = defineAction(placedPolicySchema, (actor, { siteId, ...policy }) =>
  setOfflinePolicy(actor, siteId ?? null, policy),
)
export const removeOfflinePolicyAction = defineAction(z.object({ siteId: chosenId }), (actor, { siteId }) =>
  removeOfflinePolicy(actor, siteId ?? null),
)
