'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { rowId } from '@/app/row-id'
import { saveRules } from '@/lib/debtors/mutations/save-rules'
import { paymentRulesSchema } from '@/lib/debtors/payment-rules'
import { saveProvider, testProvider } from '@/lib/payments/mutations/providers'
import { paymentFirstSchema, setPaymentFirst } from '@/lib/payments/mutations/set-payment-first'
import { PROVIDER_KINDS } from '@/lib/payments/provider'
import { providerSchema } from '@/lib/payments/provider-input'

export const saveProviderAction = defineAction(z.object({ provider: providerSchema }), (actor, { provider }) =>
  saveProvider(actor, provider),
)

export const testProviderAction = defineAction(z.object({ kind: z.enum(PROVIDER_KINDS) }), (actor, { kind }) =>
  testProvider(actor, kind),
)

export const saveRulesAction = defineAction(paymentRulesSchema, saveRules)

export const setPaymentFirstAction = defineAction(
  paymentFirstSchema.extend({ id: rowId }),
  (actor, { id, ...choice }) => setPaymentFirst(actor, id, choice),
)
