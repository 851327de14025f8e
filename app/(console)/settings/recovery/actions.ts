'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { chosenId } from '@/lib/kernel/chosen-id'
import { resetRecoveryPolicy, setRecoveryPolicy } from '@/lib/recovery/mutations/set-policy'
import { recoveryPolicySchema } from '@/lib/recovery/policy-input'

export const setRecoveryPolicyAction = defineAction(
  recoveryPolicySchema.extend({ siteId: chosenId }),
  (actor, { siteId, ...policy }) => setRecoveryPolicy(actor, siteId, policy),
)

export const resetRecoveryPolicyAction = defineAction(z.object({ siteId: chosenId }), (actor, { siteId }) =>
  resetRecoveryPolicy(actor, siteId),
)
