'use server'

import { defineAction } from '@/app/define-action'
import { setProviderFee } from '@/lib/margin/mutations/set-provider-fee'
import { providerFeeSchema } from '@/lib/margin/provider-fee'

export const setProviderFeeAction = defineAction(providerFeeSchema, (actor, input) => setProviderFee(actor, input))
